import type { ReceivedMessage } from '@stepup/event-bus';
import { packEvents, type PackedEvents } from '@stepup/warehouse';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { createDecodingPool } from './create-decoding-pool.ts';
import { decodeBatch, type DecodedBatch } from './decode-batch.ts';

const pool = createDecodingPool(1);
afterAll(() => pool.close());

function eventOf(id: string, amount: number): string {
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: 's',
    type: 'sales.deal.changed.v1',
    time: '2026-01-01T00:00:00Z',
    data: { deal_id: id, name: `deal\t${id}`, amount },
  });
}

const message = fc
  .record({
    key: fc.constantFrom('["acme","deal/a"]', '["globex","deal/b"]', 'no key', ''),
    value: fc.oneof(
      fc
        .tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.nat())
        .map(([id, amount]) => eventOf(id, amount)),
      fc.constantFrom('', '{', '[]', eventOf('a', 1), eventOf('b', 2)),
      fc.uint8Array(),
    ),
    headers: fc.constantFrom<Record<string, string>>(
      { receivedat: '2026-01-02T00:00:00.000000Z' },
      { receivedat: '2026-01-03T00:00:00.000000Z', other: 'x' },
      { receivedat: 'soon' },
      {},
    ),
  })
  .map((content): ReceivedMessage => ({
    ...content,
    topic: 'events',
    partition: 0,
    offset: '0',
    timestampMs: 0,
  }));

const text = new TextDecoder('utf-8', { fatal: true });

/** The parts as text, and one name for the batch, which is new each time. */
function readable({ events, ...rest }: DecodedBatch<PackedEvents>) {
  const { batchId, rawEvents, texts, touched, ...others } = events;
  const parts = { rawEvents, texts, touched };
  const read = Object.entries(parts).map(([name, bytes]) => [
    name,
    text.decode(bytes).replaceAll(batchId, 'batch'),
  ]);
  return { ...rest, ...others, parts: Object.fromEntries(read) };
}

it('decodes in another thread what this one would', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 30 }), async (batch) => {
      const here = await decodeBatch(batch);
      const there = await pool.decode(batch);
      expect(readable(there)).toEqual(readable({ ...here, events: packEvents(here.events) }));
    }),
    { numRuns: 300 },
  );
});
