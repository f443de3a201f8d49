import type { PackedEvents } from '@stepup/warehouse';
import { expect, it } from 'vitest';
import { createGroupAppender } from './create-group-appender.ts';

function batchOf(batchId: string, eventCount = 1): PackedEvents {
  const none = new Uint8Array();
  const bytes = { rawEvents: none, texts: none, touched: none };
  return { batchId, eventCount, tenants: ['acme'], oldestReceivedAt: null, ...bytes };
}

/** An engine that stores when it is told to, or fails. */
function steeredEngine() {
  const inserts: string[][] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const append = async (batches: readonly PackedEvents[]) => {
    inserts.push(batches.map(({ batchId }) => batchId));
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    await gate.promise;
    return [{ tenant: 'acme', batchId: String(inserts.length) }];
  };
  return { inserts, gates, append };
}

it('stores together what came while the engine was storing, up to a bound', async () => {
  const engine = steeredEngine();
  const listed: string[] = [];
  const append = createGroupAppender(
    engine.append,
    (batches) => listed.push(...batches.map(({ batchId }) => batchId)),
    3,
  );
  const all = [append(batchOf('a')), append(batchOf('b', 2)), append(batchOf('d')), append(batchOf('e'))];
  expect(engine.inserts).toEqual([['a']]);
  engine.gates[0]?.resolve();
  await all[0];
  expect(engine.inserts).toEqual([['a'], ['b', 'd']]);
  engine.gates[1]?.resolve();
  await all[1];
  engine.gates[2]?.resolve();
  await Promise.all(all);
  expect(engine.inserts.at(-1)).toEqual(['e']);
  expect(listed).toEqual(['1', '2', '3']);
});

it('tells exactly those whose events were not stored, and goes on', async () => {
  const engine = steeredEngine();
  const append = createGroupAppender(engine.append, () => undefined, 1_000);
  const outcomes = Promise.allSettled([append(batchOf('a')), append(batchOf('b')), append(batchOf('c'))]);
  engine.gates[0]?.reject(new Error('engine away'));
  await new Promise((resolve) => setImmediate(resolve));
  engine.gates[1]?.resolve();
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});
