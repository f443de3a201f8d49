import { topics } from '@stepup/event-bus';
import { errorStatus, receiveSpans, type SpanReceiver, spanKinds } from '@stepup/runtime/testing';
import { afterEach, describe, expect, it } from 'vitest';
import {
  customer,
  type PipelineOptions,
  secretToken,
  servePipeline,
} from '../support/telemetry/serve-pipeline.ts';

const traceId = 'a'.repeat(32);
const spanId = 'b'.repeat(16);
const sending = `send ${topics.events}`;
const processing = `process ${topics.events}`;
const traceparent = `00-${traceId}-${spanId}-01`;

let running: { stop(): Promise<void> } | null = null;
afterEach(() => running?.stop());

async function traced(options: Omit<PipelineOptions, 'endpoint'> = {}) {
  const receiver = await receiveSpans();
  const pipeline = await servePipeline({ ...options, endpoint: receiver.endpoint });
  running = pipeline;
  return { receiver, pipeline };
}

const spanOf = ({ spans }: SpanReceiver, name: string) => {
  const found = spans.filter((span) => span.name === name);
  if (found[0] === undefined || found.length > 1) throw new Error(`${found.length} spans are named ${name}`);
  return found[0];
};

function expectNothingPersonal({ bodies }: SpanReceiver): void {
  expect(bodies.length).toBeGreaterThan(0);
  const texts = [secretToken, customer, 'Jane', 'acme', 'crm-of-jane', 'deal-1', 'Roof'];
  for (const text of texts) expect(bodies.join()).not.toContain(text);
}

describe('spans from the gateway to the insert', () => {
  it('are one trace, which the caller began and the lines of the log name', async () => {
    const { receiver, pipeline } = await traced();
    expect(await pipeline.post('deal-1', { traceparent })).toBe(202);
    await pipeline.stop();
    const server = spanOf(receiver, 'POST /v1/events');
    const send = spanOf(receiver, sending);
    const process = spanOf(receiver, processing);
    const store = spanOf(receiver, 'store events');
    expect(receiver.spans).toHaveLength(4);
    expect(server).toMatchObject({ kind: spanKinds.server, traceId, parentSpanId: spanId });
    expect(send).toMatchObject({ kind: spanKinds.producer, traceId, parentSpanId: server.spanId });
    expect(process).toMatchObject({
      kind: spanKinds.consumer,
      traceId,
      parentSpanId: send.spanId,
      links: [{ traceId, spanId: send.spanId }],
      attributes: { 'messaging.batch.message_count': 1, 'messaging.destination.name': topics.events },
    });
    expect(store).toMatchObject({
      traceId,
      parentSpanId: process.spanId,
      attributes: { 'stepup.events': 1 },
    });
    for (const { status } of receiver.spans) expect(status.code).toBe(0);
    const answered = pipeline.lines.find((line) => line.includes('"answered"'));
    expect(JSON.parse(answered ?? '')).toMatchObject({ traceId, spanId: server.spanId });
    expectNothingPersonal(receiver);
  });

  it('are linked to the traces of all senders when a batch has several', async () => {
    const firstIsStored = Promise.withResolvers<void>();
    const allHaveSent = Promise.withResolvers<void>();
    const firstIsHandled = Promise.withResolvers<void>();
    let sent = 0;
    const { receiver, pipeline } = await traced({
      storeBatch: () => {
        firstIsHandled.resolve();
        return firstIsStored.promise;
      },
      onPublish: () => {
        sent += 1;
        if (sent === 3) allHaveSent.resolve();
      },
    });
    const first = pipeline.post('deal-1');
    await firstIsHandled.promise;
    // What is published while a batch is handled goes together into the next one.
    const others = [pipeline.post('deal-2'), pipeline.post('deal-3')];
    await allHaveSent.promise;
    firstIsStored.resolve();
    expect(await Promise.all([first, ...others])).toEqual([202, 202, 202]);
    await pipeline.stop();
    const both = receiver.spans.find(({ links }) => links.length === 2);
    const sends = receiver.spans.filter(({ name }) => name === sending);
    const linked = both?.links.map((link) => link.spanId) ?? [];
    expect(sends.filter((send) => linked.includes(send.spanId))).toHaveLength(2);
    expect(both).toMatchObject({
      name: processing,
      attributes: { 'messaging.batch.message_count': 2 },
    });
    expect(both?.parentSpanId).toBeUndefined();
    expect(sends.map((send) => send.traceId)).not.toContain(both?.traceId);
  });

  it('are errors down to the one that failed, without what its message quotes', async () => {
    const refused = Object.assign(new Error(`cannot store "Roof of ${customer}"`), { code: '241' });
    const { receiver, pipeline } = await traced({ storeBatch: () => Promise.reject(refused) });
    expect(await pipeline.post('deal-1', { traceparent })).toBe(503);
    await pipeline.stop();
    expect(receiver.spans.map(({ name }) => name).sort()).toEqual([
      'POST /v1/events',
      processing,
      sending,
      'store events',
    ]);
    for (const span of receiver.spans) expect(span).toMatchObject({ traceId, status: { code: errorStatus } });
    expect(spanOf(receiver, 'store events').attributes).toMatchObject({ 'error.type': '241' });
    expectNothingPersonal(receiver);
    const line = pipeline.lines.find((each) => each.includes('could not be stored'));
    expect(JSON.parse(line ?? '')).toMatchObject({ traceId, err: { message: refused.message } });
  });

  it('tell of dead letters by count and reason', async () => {
    const { receiver, pipeline } = await traced();
    const key = JSON.stringify(['acme', 'deal/deal-1']);
    const headers = { receivedat: '2026-03-01T00:00:00.000000Z', traceparent: 'malformed' };
    await pipeline.producer.publish(topics.events, [{ key, value: `${customer} {`, headers }]);
    await pipeline.stop();
    expect(pipeline.deadLetters).toHaveLength(1);
    expect(spanOf(receiver, processing)).toMatchObject({ links: [], status: { code: 0 } });
    expect(spanOf(receiver, 'keep dead letters')).toMatchObject({
      parentSpanId: spanOf(receiver, processing).spanId,
      attributes: { 'stepup.dead_letters': 1, 'stepup.reason': 'not_json' },
    });
    expectNothingPersonal(receiver);
  });

  it('are none without an endpoint: messages, lines and answers are as if nothing could be traced', async () => {
    const { bodies } = await receiveSpans();
    const published: Record<string, string>[] = [];
    const pipeline = await servePipeline({
      endpoint: undefined,
      onPublish: (messages) => void published.push(...messages.map(({ headers }) => headers)),
    });
    running = pipeline;
    expect(await pipeline.post('deal-1', { traceparent })).toBe(202);
    await pipeline.stop();
    expect(published).toEqual([{ receivedat: '2026-03-01T00:00:00.000000Z' }]);
    expect(bodies).toEqual([]);
    expect(pipeline.lines.length).toBeGreaterThan(0);
    expect(pipeline.lines.join('')).not.toContain('traceId');
  });
});
