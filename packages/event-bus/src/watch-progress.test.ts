import { expect, it } from 'vitest';
import type { PartitionLag } from './event-bus.ts';
import { watchProgress } from './watch-progress.ts';

it('tells the moment since which the partition that stands still longest has stood still', async () => {
  let seconds = 0;
  let lags: PartitionLag[] = [];
  const now = () => new Date(seconds * 1_000);
  const progress = watchProgress({ lag: async () => lags }, { now });
  const at = async (second: number, ...partitions: [nextOffset: string, messages: number][]) => {
    seconds = second;
    lags = partitions.map(([nextOffset, messages], partition) => ({
      topic: 't',
      partition,
      nextOffset,
      messages,
    }));
    const { lagMessages, lastProgressAt } = await progress();
    return [lagMessages, lastProgressAt.getTime() / 1_000];
  };
  expect(await at(10, ['5', 0])).toEqual([0, 10]);
  // First seen to wait: no alarm, however long nobody asked.
  expect(await at(900, ['5', 3], ['7', 1])).toEqual([4, 900]);
  expect(await at(910, ['5', 4], ['8', 2])).toEqual([6, 900]);
  expect(await at(920, ['6', 3], ['8', 2])).toEqual([5, 910]);
  expect(await at(930, ['9', 0], ['10', 0])).toEqual([0, 930]);
});
