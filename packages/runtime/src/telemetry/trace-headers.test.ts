import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../logging/create-logger.ts';
import { linksOf } from './links-of.ts';
import { outsideSpans } from './outside-spans.ts';
import { startTracing } from './start-tracing.ts';
import { traceContextOf, traceHeadersOf } from './trace-headers.ts';
import type { Tracing } from './tracing.ts';
import { withSpan } from './with-span.ts';

const traceId = 'a'.repeat(32);
const spanId = 'b'.repeat(16);
const traceparent = `00-${traceId}-${spanId}-01`;

let tracing: Tracing;
beforeAll(async () => {
  const log = createLogger({ service: 'test', level: 'silent' });
  // Nobody listens there: what is tested ends before anything is exported.
  tracing = await startTracing({ service: 'test', endpoint: 'http://127.0.0.1:9', log, stopTimeoutMs: 1 });
});
afterAll(() => tracing.stop());

describe('headers of a trace', () => {
  it('carry the active span and its state to another process', async () => {
    const parent = traceContextOf({ traceparent, tracestate: 'vendor=1' });
    const headers = await withSpan('work', { parent }, async () => traceHeadersOf());
    expect(headers).toEqual({
      traceparent: expect.stringMatching(new RegExp(`^00-${traceId}-(?!${spanId})[0-9a-f]{16}-01$`)),
      tracestate: 'vendor=1',
    });
    expect(traceContextOf(headers)).toMatchObject({ traceId, isRemote: true });
  });

  it('are none outside of spans, whichever was active before', async () => {
    expect(traceHeadersOf()).toEqual({});
    expect(await withSpan('work', {}, async () => outsideSpans(traceHeadersOf))).toEqual({});
  });

  it('begin a trace of their own when they are told to', async () => {
    const [outer, inner] = await withSpan('outer', {}, async () => [
      traceHeadersOf(),
      await withSpan('inner', { parent: null }, async () => traceHeadersOf()),
    ]);
    expect(traceContextOf(inner ?? {})?.traceId).not.toBe(traceContextOf(outer ?? {})?.traceId);
  });

  it.each([
    ['none', {}],
    ['another text', { traceparent: 'abc' }],
    ['an id of zeros', { traceparent: `00-${'0'.repeat(32)}-${spanId}-01` }],
    ['capital letters', { traceparent: traceparent.toUpperCase() }],
    ['a forbidden version', { traceparent: traceparent.replace(/^00/, 'ff') }],
    ['more than the version has', { traceparent: `${traceparent}-x` }],
    ['two of them in one', { traceparent: `${traceparent}, ${traceparent}` }],
    ['a state alone', { tracestate: 'vendor=1' }],
  ])('are ignored when malformed: %s', (_name, headers) => {
    expect(traceContextOf(headers)).toBeNull();
  });

  it('keep the trace when its state is malformed', () => {
    const context = traceContextOf({ traceparent, tracestate: '§=\n,,x' });
    expect(context).toMatchObject({ traceId, spanId });
    expect(context?.traceState?.serialize()).toBe('');
  });
});

describe('linksOf', () => {
  const headersOf = (index: number) => ({
    traceparent: `00-${traceId}-${(index + 1).toString(16).padStart(16, '0')}-01`,
  });

  it('names each sender once, in order, and ignores who sent none or a malformed one', () => {
    const batch = [
      headersOf(1),
      {},
      headersOf(0),
      headersOf(1),
      { traceparent: 'abc' },
      { traceparent: 'abc' },
    ];
    expect(linksOf(batch).map(({ context }) => context.spanId)).toEqual([
      '0000000000000002',
      '0000000000000001',
    ]);
  });

  it('ends at 128', () => {
    expect(linksOf(Array.from({ length: 500 }, (_, index) => headersOf(index)))).toHaveLength(128);
  });
});
