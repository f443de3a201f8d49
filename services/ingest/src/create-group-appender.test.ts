import { parseEvent } from '@stepup/contracts';
import type { AcceptedEvent } from '@stepup/warehouse';
import { expect, it } from 'vitest';
import { createGroupAppender } from './create-group-appender.ts';

const receivedAt = '2026-01-02T00:00:00.000000Z';

function batchOf(...ids: string[]): AcceptedEvent[] {
  return ids.map((id) => {
    const time = '2026-01-01T00:00:00Z';
    const input = {
      specversion: '1.0',
      id,
      source: 's',
      type: 'sales.deal.changed.v1',
      time,
      data: { deal_id: id },
    };
    const parsed = parseEvent(input, { receivedAt, tenant: 'acme' });
    if (parsed.kind !== 'accepted') throw new Error('the event of the test is valid');
    return { event: parsed.event, receivedAt };
  });
}

/** An engine that stores when it is told to, or fails. */
function steeredEngine() {
  const inserts: string[][] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const append = async (events: readonly AcceptedEvent[]) => {
    inserts.push(events.map(({ event }) => event.id));
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
  const all = [append(batchOf('a')), append(batchOf('b', 'c')), append(batchOf('d')), append(batchOf('e'))];
  expect(engine.inserts).toEqual([['a']]);
  engine.gates[0]?.resolve();
  await all[0];
  expect(engine.inserts).toEqual([['a'], ['b', 'c', 'd']]);
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
