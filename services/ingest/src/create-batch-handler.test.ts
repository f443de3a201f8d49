import { parseEvent, type SalesEvent } from '@stepup/contracts';
import type { ReceivedMessage } from '@stepup/event-bus';
import { createLogger } from '@stepup/runtime';
import { PreparedEvent } from '@stepup/warehouse';
import { describe, expect, it } from 'vitest';
import { createBatchHandler } from './create-batch-handler.ts';
import { decodeBatch } from './decoding/decode-batch.ts';
import type { DeadLetter, IngestPorts } from './ingest-ports.ts';
import { storeMessages } from './store-messages.ts';

const log = createLogger({ service: 'ingest', level: 'silent' });
const receivedAt = '2026-01-02T00:00:00.000000Z';

function eventMessage(id: string, change: Partial<ReceivedMessage> = {}): ReceivedMessage {
  const event = {
    specversion: '1.0',
    id,
    source: 's',
    type: 'sales.deal.changed.v1',
    time: '2026-01-01T00:00:00Z',
    data: { deal_id: id },
  };
  return {
    key: JSON.stringify(['acme', `deal/${id}`]),
    value: JSON.stringify(event),
    headers: { receivedat: receivedAt },
    topic: 'events',
    partition: 0,
    offset: '7',
    timestampMs: 0,
    ...change,
  };
}

function recordingPorts(change: Partial<IngestPorts> = {}) {
  const stored: SalesEvent[] = [];
  const letters: DeadLetter[] = [];
  const steps: string[] = [];
  const ports: IngestPorts = {
    async storeBatch(events) {
      steps.push('store');
      stored.push(...events.map(({ event }) => event));
    },
    storeCoachingEvents: () => Promise.resolve(),
    async finishOpenBatches() {
      steps.push('finish');
      return { finished: 1, failed: [] };
    },
    async keepDeadLetters(kept) {
      steps.push('letters');
      letters.push(...kept);
    },
    ...change,
  };
  return { ports, stored, letters, steps };
}

describe('createBatchHandler', () => {
  it('stores what can be read, then keeps the rest with its reason', async () => {
    const { ports, stored, letters, steps } = recordingPorts();
    await createBatchHandler(ports, log).handleBatch([
      eventMessage('a'),
      eventMessage('b', { value: '{' }),
      eventMessage('c', { value: Buffer.from([0xff, 0xfe]) }),
      eventMessage('d', { key: 'acme' }),
      eventMessage('e', { headers: {} }),
      eventMessage('f', { value: '{"specversion":"1.0","type":"sales.nothing.v9"}' }),
      eventMessage('g'),
    ]);
    expect(stored.map(({ id, tenant }) => [id, tenant])).toEqual([
      ['a', 'acme'],
      ['g', 'acme'],
    ]);
    expect(letters.map(({ reason }) => reason)).toEqual([
      'not_json',
      'not_utf8',
      'key_invalid',
      'received_at_missing',
      'type_from_future',
    ]);
    expect(steps).toEqual(['store', 'letters']);
    expect(Buffer.from(letters[1]?.value ?? '', 'base64')).toEqual(Buffer.from([0xff, 0xfe]));
  });

  it('takes the event that this process accepted for the tenant, and reads the value of every other message', async () => {
    const judged = parseEvent(JSON.parse(String(eventMessage('a').value)), { receivedAt, tenant: 'acme' });
    if (judged.kind !== 'accepted') throw new Error('the event of the test is valid');
    const { ports, stored } = recordingPorts();
    await createBatchHandler(ports, log).handleBatch([
      eventMessage('a', { content: new PreparedEvent({ event: judged.event, receivedAt }) }),
      eventMessage('b', { content: { event: judged.event } }),
      eventMessage('c', {
        content: new PreparedEvent({ event: judged.event, receivedAt }),
        key: '["other","deal/c"]',
      }),
    ]);
    expect(stored[0]).toBe(judged.event);
    expect(stored.map(({ id, tenant }) => [id, tenant])).toEqual([
      ['a', 'acme'],
      ['b', 'acme'],
      ['c', 'other'],
    ]);
  });

  it('rejects a batch that cannot be stored, keeps none of its dead letters, and says it is not settled', async () => {
    const { ports, letters } = recordingPorts({ storeBatch: () => Promise.reject(new Error('engine away')) });
    const handler = createBatchHandler(ports, log);
    await expect(handler.handleBatch([eventMessage('a'), eventMessage('b', { value: '{' })])).rejects.toThrow(
      'engine away',
    );
    expect(letters).toEqual([]);
    expect(handler.isSettled()).toBe(false);
  });

  it('finishes what broke off before it handles the next batch', async () => {
    let isAway = true;
    const { ports, steps } = recordingPorts();
    const storeBatch: IngestPorts['storeBatch'] = async (events) => {
      if (isAway) throw new Error('engine away');
      await ports.storeBatch(events);
    };
    const handler = createBatchHandler({ ...ports, storeBatch }, log);
    await expect(handler.handleBatch([eventMessage('a')])).rejects.toThrow();
    isAway = false;
    await handler.handleBatch([eventMessage('b')]);
    expect(steps).toEqual(['finish', 'store']);
    expect(handler.isSettled()).toBe(true);
    await handler.handleBatch([eventMessage('c')]);
    expect(steps).toEqual(['finish', 'store', 'store']);
  });

  it('is not settled while a batch is under way', async () => {
    let release = (): void => undefined;
    const blocked = new Promise<void>((resolve) => {
      release = resolve;
    });
    const handler = createBatchHandler(recordingPorts({ storeBatch: () => blocked }).ports, log);
    const handling = handler.handleBatch([eventMessage('a')]);
    expect(handler.isSettled()).toBe(false);
    release();
    await handling;
    expect(handler.isSettled()).toBe(true);
  });

  it('takes nothing when most of a batch cannot be read, because then the reader is at fault', async () => {
    const { ports, stored, letters } = recordingPorts();
    const bad = Array.from({ length: 11 }, (_, index) => eventMessage(`x${index}`, { value: '{' }));
    await expect(
      createBatchHandler(ports, log).handleBatch([...bad, eventMessage('a'), eventMessage('b')]),
    ).rejects.toThrow('11 of 13');
    expect([stored, letters]).toEqual([[], []]);
  });

  it('keeps ten dead letters even of a batch that holds nothing else', async () => {
    const { ports, letters } = recordingPorts();
    const bad = Array.from({ length: 10 }, (_, index) => eventMessage(`x${index}`, { value: '{' }));
    await createBatchHandler(ports, log).handleBatch(bad);
    expect(letters).toHaveLength(10);
  });

  it.each([
    [0, 'rejects'],
    [84, 'rejects'],
    [85, 'keeps'],
    [100, 'keeps'],
  ])('with %i %% allowed %s eleven of thirteen, and says how to allow them', async (percent, outcome) => {
    const { ports, letters } = recordingPorts();
    const bad = Array.from({ length: 11 }, (_, index) => eventMessage(`x${index}`, { value: '{' }));
    const storing = storeMessages(
      {
        ...ports,
        decode: decodeBatch,
        storeEvents: (events) => ports.storeBatch(events),
        deadLettersPercent: percent,
      },
      [...bad, eventMessage('a'), eventMessage('b')],
      log,
    );
    if (outcome === 'rejects') await expect(storing).rejects.toThrow('STEPUP_DEAD_LETTERS_PERCENT=100');
    else await storing;
    expect(letters).toHaveLength(outcome === 'rejects' ? 0 : 11);
  });
});
