/**
 * The fine interleavings, in memory: two instances of ingest on one partition, each of which may be ended at any point of any
 * batch and may go on for a while after its partition went to the other.
 */
import { decodeBatch, storeMessages } from '@stepup/ingest';
import type { ReceivedMessage } from '@stepup/event-bus';
import { createLogger } from '@stepup/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const log = createLogger({ service: 'storm', level: 'silent' });
const runs = 5_000;

/** When an instance commits: the product does it last; committing first is a planted bug. */
type CommitOrder = 'after_storing' | 'before_storing';

/**
 * What makes an insert a repetition: its events, as in the product; or, planted, a token of where the batch began, with which
 * the engine drops whatever else comes under it.
 */
type Repetition = 'by_event' | 'by_token';

interface Writing {
  order: CommitOrder;
  repetition: Repetition;
}

class Ended extends Error {}

interface World {
  topic: readonly ReceivedMessage[];
  committed: number;
  stored: Set<string>;
  listed: Set<string>;
  letters: Set<string>;
  tokens: Set<string>;
}

function messageOf(id: string, offset: number): ReceivedMessage {
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
    value: id.startsWith('bad') ? '{' : JSON.stringify(event),
    headers: { receivedat: '2026-01-02T00:00:00.000000Z' },
    topic: 'events',
    partition: 0,
    offset: String(offset),
    timestampMs: 0,
  };
}

/** One life of an instance: from the committed offset on, until the topic ends or it is ended at its `lifetime`th point. */
async function live(
  world: World,
  pass: (label: string) => Promise<void>,
  life: { lifetime: number; batchSize: number } & Writing,
): Promise<void> {
  let points = 0;
  const reach = async (label: string): Promise<void> => {
    await pass(label);
    points += 1;
    if (points > life.lifetime) throw new Ended();
  };
  await reach('joined');
  let next = world.committed;
  while (next < world.topic.length) {
    const batch = world.topic.slice(next, next + life.batchSize);
    next += batch.length;
    const commit = async (): Promise<void> => {
      await reach('commit');
      world.committed = Math.max(world.committed, next);
    };
    if (life.order === 'before_storing') await commit();
    await storeMessages(
      {
        decode: decodeBatch,
        async storeEvents(events) {
          await reach('insert');
          const token = batch[0]?.offset ?? '';
          const isDropped = life.repetition === 'by_token' && world.tokens.has(token);
          world.tokens.add(token);
          for (const { event } of isDropped ? [] : events) world.stored.add(event.id);
          await reach('list');
          for (const { event } of events) world.listed.add(event.id);
        },
        storeCoachingEvents: () => Promise.resolve(),
        async keepDeadLetters(letters) {
          await reach('letters');
          for (const { offset } of letters) world.letters.add(offset);
        },
      },
      batch,
      log,
    );
    if (life.order === 'after_storing') await commit();
  }
}

const lives = fc.array(
  fc.record({ lifetime: fc.integer({ min: 1, max: 12 }), batchSize: fc.integer({ min: 1, max: 4 }) }),
  { maxLength: 6 },
);
const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'bad1', 'bad2'), {
  minLength: 1,
  maxLength: 10,
});

function interleavings(writing: Writing) {
  return fc.asyncProperty(fc.scheduler(), ids, lives, async (scheduler, sent, ends) => {
    const topic = sent.map((id, offset) => messageOf(id, offset));
    const world: World = {
      topic,
      committed: 0,
      stored: new Set(),
      listed: new Set(),
      letters: new Set(),
      tokens: new Set(),
    };
    const pass = (label: string): Promise<void> => scheduler.schedule(Promise.resolve(), label);
    const instance = async (mine: typeof ends): Promise<void> => {
      for (const life of mine) {
        await live(world, pass, { ...life, ...writing }).catch((error: unknown) => {
          if (!(error instanceof Ended)) throw error;
        });
      }
    };
    const both = Promise.all([
      instance(ends.filter((_, index) => index % 2 === 0)),
      instance(ends.filter((_, index) => index % 2 === 1)),
    ]);
    await scheduler.waitFor(both);
    // Whatever went wrong, an instance that nothing happens to takes it to the end.
    await live(world, () => Promise.resolve(), { lifetime: Infinity, batchSize: 3, ...writing });
    const good = new Set(sent.filter((id) => !id.startsWith('bad')));
    expect(world.stored).toEqual(good);
    expect(world.listed).toEqual(good);
    expect(world.letters).toEqual(
      new Set(topic.filter(({ value }) => value === '{').map(({ offset }) => offset)),
    );
  });
}

describe('every interleaving of two instances that may end anywhere', () => {
  it('stores every message, lists what it touches and keeps every dead letter', async () => {
    await fc.assert(interleavings({ order: 'after_storing', repetition: 'by_event' }), { numRuns: runs });
  });

  it('is seen to lose messages where offsets are committed before the events are stored', async () => {
    const found = await fc.check(interleavings({ order: 'before_storing', repetition: 'by_event' }), {
      numRuns: runs,
    });
    expect(found.failed).toBe(true);
  });

  it('is seen to lose messages where a token of another batch is used again', async () => {
    const found = await fc.check(interleavings({ order: 'after_storing', repetition: 'by_token' }), {
      numRuns: runs,
    });
    expect(found.failed).toBe(true);
  });
});
