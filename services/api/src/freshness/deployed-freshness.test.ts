import { describe, expect, it } from 'vitest';
import { measureDeployedFreshness, type PartitionStand } from './deployed-freshness.ts';

/** A deployment whose clock, partitions and open batches the test sets. */
function deployment() {
  const at = {
    nowMs: Date.parse('2026-01-01T00:00:00Z'),
    partitions: [] as PartitionStand[],
    openSeconds: null as number | null,
    failures: [] as unknown[],
    isAway: false,
  };
  const measure = measureDeployedFreshness({
    clock: { now: () => new Date(at.nowMs) },
    readPartitions: () =>
      at.isAway ? Promise.reject(new Error('no broker')) : Promise.resolve(at.partitions),
    readOldestOpenSeconds: () => Promise.resolve(at.openSeconds),
    onFailure: (error) => at.failures.push(error),
  });
  /** Asks after a while, since the brokers are not asked at every question. */
  const ask = async (afterSeconds: number) => {
    at.nowMs += afterSeconds * 1000;
    await new Promise((resolve) => setTimeout(resolve, 510));
    const { state, complete_until } = await measure('acme');
    return { state, until: complete_until?.slice(11, 19) ?? null };
  };
  return { at, ask };
}
const stand = (nextOffset: number, messages: number, partition = 0): PartitionStand => ({
  partition,
  nextOffset: String(nextOffset),
  messages,
});

describe('measureDeployedFreshness', () => {
  it('is complete up to the question where nothing waits', async () => {
    const { at, ask } = deployment();
    at.partitions = [stand(10, 0), stand(7, 0, 1)];
    expect(await ask(5)).toEqual({ state: 'current', until: '00:00:05' });
  });

  it('knows nothing while messages wait, and then what was published before they were seen', async () => {
    const { at, ask } = deployment();
    at.partitions = [stand(10, 5), stand(7, 0, 1)];
    expect(await ask(0)).toEqual({ state: 'catching_up', until: null });
    at.partitions = [stand(14, 100), stand(7, 0, 1)];
    expect(await ask(3)).toEqual({ state: 'catching_up', until: null });
    // The fifteen of the first look are stored, whatever has come since.
    at.partitions = [stand(15, 500), stand(7, 0, 1)];
    expect(await ask(3)).toEqual({ state: 'current', until: '00:00:00' });
    expect(await ask(60)).toEqual({ state: 'catching_up', until: '00:00:00' });
  });

  it('is no further than the facts: a batch that is open holds back what was stored since', async () => {
    const { at, ask } = deployment();
    at.partitions = [stand(10, 0)];
    await ask(0);
    at.openSeconds = 4;
    expect(await ask(10)).toEqual({ state: 'current', until: '00:00:00' });
    expect(await ask(5)).toEqual({ state: 'catching_up', until: '00:00:00' });
    at.openSeconds = null;
    expect(await ask(0)).toEqual({ state: 'current', until: '00:00:15' });
  });

  it('says what it knows while the brokers are away', async () => {
    const { at, ask } = deployment();
    at.partitions = [stand(10, 0)];
    await ask(0);
    at.isAway = true;
    expect(await ask(60)).toEqual({ state: 'catching_up', until: '00:00:00' });
    expect(at.failures).toHaveLength(1);
  });
});
