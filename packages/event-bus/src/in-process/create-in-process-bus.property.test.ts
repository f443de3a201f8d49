import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageText } from '../message-text.ts';
import { createInProcessBus } from './create-in-process-bus.ts';

const topic = 'test.v1';

describe('createInProcessBus, whatever is published and fails', () => {
  it('settles every publish once and as its batches went', async () => {
    const publish = fc.record({
      keys: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 8 }),
      afterTurns: fc.nat({ max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(publish, { minLength: 1, maxLength: 12 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        fc.integer({ min: 1, max: 3 }),
        async (scheduler, publishes, dice, partitionCount) => {
          const bus = createInProcessBus({ partitionCount, limits: { maxBatchMessages: 5 } });
          const handled: string[] = [];
          const failed = new Set<string>();
          const consumer = bus.createConsumer();
          await consumer.run({
            topics: [topic],
            group: 'sink',
            handleBatch: async (batch) => {
              expect(batch.length).toBeLessThanOrEqual(5);
              await scheduler.schedule(Promise.resolve(), 'insert');
              const values = batch.map((received) => messageText(received) ?? '');
              if (dice.next().value === 0) {
                for (const value of values) failed.add(value.split('/')[0] ?? '');
                throw new Error('away');
              }
              handled.push(...values.map((value, index) => `${value}/${batch[index]?.key}`));
            },
          });
          const producer = await bus.openProducer();
          const outcomes = publishes.map(async ({ keys, afterTurns }, index) => {
            for (let turn = 0; turn < afterTurns; turn += 1)
              await scheduler.schedule(Promise.resolve(), 'request');
            const messages = keys.map((key, position) => ({
              key,
              value: `${index}/${position}`,
              headers: {},
            }));
            return producer.publish(topic, messages).then(
              () => 'acknowledged',
              () => 'refused',
            );
          });
          await scheduler.waitFor(Promise.all(outcomes));
          await scheduler.waitFor(consumer.close());
          const settled = await Promise.all(outcomes);
          for (const [index, outcome] of settled.entries()) {
            // Acknowledged means every message handled, once; refused means that one of its batches failed.
            expect(outcome).toBe(failed.has(`${index}`) ? 'refused' : 'acknowledged');
            const mine = handled.filter((entry) => entry.startsWith(`${index}/`));
            expect(new Set(mine).size).toBe(mine.length);
            if (outcome === 'acknowledged') expect(mine).toHaveLength(publishes[index]?.keys.length ?? -1);
            for (const key of ['a', 'b', 'c', 'd']) {
              const positions = mine
                .filter((entry) => entry.endsWith(`/${key}`))
                .map((entry) => Number(entry.split('/')[1]));
              expect(positions).toEqual([...positions].sort((left, right) => left - right));
            }
          }
          expect((await consumer.lag()).every(({ messages }) => messages === 0)).toBe(true);
        },
      ),
    );
  });
});
