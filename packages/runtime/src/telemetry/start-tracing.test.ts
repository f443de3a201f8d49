import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logging/create-logger.ts';
import { startTracing } from './start-tracing.ts';
import { errorStatus, receiveSpans, spanKinds } from './testing/receive-spans.ts';
import { traceContextOf, traceHeadersOf } from './trace-headers.ts';
import type { Tracing } from './tracing.ts';
import { withSpan } from './with-span.ts';

const started: Tracing[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((tracing) => tracing.stop()));
});

async function trace(endpoint: string | undefined, stopTimeoutMs?: number) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLogger({ service: 'test', level: 'info', destination });
  const limits = stopTimeoutMs === undefined ? {} : { stopTimeoutMs };
  const tracing = await startTracing({ service: 'test', endpoint, log, ...limits });
  started.push(tracing);
  return { log, lines, tracing };
}

const nothing = async (): Promise<void> => undefined;

describe('startTracing', () => {
  it('exports spans under the name of the service, with kind, attributes and parent', async () => {
    const { endpoint, spans } = await receiveSpans();
    const { tracing } = await trace(endpoint);
    await withSpan('outer', { kind: 'consumer', attributes: { size: 3 } }, () =>
      withSpan('inner', {}, async (span) => void span.setAttribute('late', true)),
    );
    await tracing.stop();
    const [inner, outer] = spans;
    expect(outer).toMatchObject({
      name: 'outer',
      kind: spanKinds.consumer,
      attributes: { size: 3 },
      resource: { 'service.name': 'test' },
    });
    expect(inner).toMatchObject({
      name: 'inner',
      kind: spanKinds.internal,
      attributes: { late: true },
      traceId: outer?.traceId,
      parentSpanId: outer?.spanId,
    });
  });

  it('puts the ids of the active span into each line, and none outside', async () => {
    const { endpoint, spans } = await receiveSpans();
    const { log, lines, tracing } = await trace(endpoint);
    await withSpan('work', {}, async () => {
      log.info({ a: 1 }, 'inside');
      log.child({ b: 2 }).info('inside, of a child');
    });
    log.info('outside');
    await tracing.stop();
    const [inside, child, outside] = lines.map((line): unknown => JSON.parse(line));
    const ids = { traceId: spans[0]?.traceId, spanId: spans[0]?.spanId };
    expect(inside).toMatchObject({ ...ids, a: 1, msg: 'inside' });
    expect(child).toMatchObject({ ...ids, b: 2 });
    expect(outside).not.toHaveProperty('traceId');
  });

  it('records what failed without its message, and throws it on', async () => {
    const { endpoint, spans, bodies } = await receiveSpans();
    const { tracing } = await trace(endpoint);
    const refused = Object.assign(new Error('cannot read "Jane Doe"'), { code: 'E1' });
    await expect(withSpan('coded', {}, () => Promise.reject(refused))).rejects.toBe(refused);
    await expect(
      withSpan('thrown', {}, async () => {
        throw new TypeError('Jane Doe is no function');
      }),
    ).rejects.toThrow(TypeError);
    await tracing.stop();
    const [coded, thrown] = spans;
    expect(coded).toMatchObject({ status: { code: errorStatus }, attributes: { 'error.type': 'E1' } });
    expect(thrown?.events).toMatchObject([
      {
        name: 'exception',
        attributes: {
          'exception.type': 'TypeError',
          'exception.stacktrace': expect.stringContaining('start-tracing.test.ts'),
        },
      },
    ]);
    expect(bodies.join()).not.toContain('Jane');
  });

  it('costs nothing without an endpoint: no ids in lines, no headers, nothing read from headers', async () => {
    const { log, lines } = await trace(undefined);
    const headers = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
    const answer = await withSpan('work', {}, async () => {
      log.info('inside');
      return [traceHeadersOf(), traceContextOf(headers)];
    });
    expect(answer).toEqual([{}, null]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('traceId');
  });

  it('disturbs nothing when the receiver refuses, and says so once', async () => {
    const { endpoint } = await receiveSpans(() => 400);
    const { lines, tracing } = await trace(endpoint);
    for (const name of ['a', 'b']) await withSpan(name, {}, nothing);
    await tracing.stop();
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      msg: 'spans could not be exported',
      err: { code: 400 },
    });
  });

  it('stops within its bounds when the receiver does not answer', async () => {
    const { endpoint, bodies } = await receiveSpans(() => null);
    const { lines, tracing } = await trace(endpoint, 200);
    await withSpan('work', {}, nothing);
    await tracing.stop();
    await tracing.stop();
    expect(bodies).toHaveLength(1);
    expect(lines.join('')).toContain('not handed over within 200 ms');
  });

  it('drops spans beyond its queue and goes on', async () => {
    const { endpoint, spans } = await receiveSpans();
    const { tracing } = await trace(endpoint);
    await Promise.all(Array.from({ length: 6_000 }, () => withSpan('work', {}, nothing)));
    await tracing.stop();
    expect(spans.length).toBeGreaterThanOrEqual(4_096);
    expect(spans.length).toBeLessThan(6_000);
  });

  it('is started once, and again only after it has stopped', async () => {
    const { endpoint, spans } = await receiveSpans();
    const first = await trace(endpoint);
    await expect(trace(endpoint)).rejects.toThrow('traced already');
    await first.tracing.stop();
    const second = await trace(endpoint);
    await withSpan('after', {}, nothing);
    await second.tracing.stop();
    expect(spans).toMatchObject([{ name: 'after' }]);
  });
});
