import { describe, expect, it } from 'vitest';
import { keepFresh } from './keep-fresh.ts';

/** Readings that are answered by hand, at a clock that is set by hand. */
function kept({ mostKeys = 2 } = {}) {
  let nowMs = 0;
  const readings: { key: string; answer: (value: number) => void; fail: (error: Error) => void }[] = [];
  const fresh = keepFresh<number>(
    (key) => new Promise((answer, fail) => readings.push({ key, answer, fail })),
    {
      clock: { now: () => new Date(nowMs) },
      maxAgeMs: 1_000,
      mostKeys,
      isWorthKeeping: (value) => value >= 0,
    },
  );
  const answer = (value: number): void => {
    const reading = readings.shift();
    if (reading === undefined) throw new Error('nobody reads');
    reading.answer(value);
  };
  return {
    ...fresh,
    answer,
    fail: () => readings.shift()?.fail(new Error('away')),
    at: (ms: number) => void (nowMs = ms),
    reads: () => readings.length,
    async readNow(key: string, value: number) {
      const read = fresh.read(key);
      answer(value);
      return read;
    },
  };
}

/** Everything that follows from promises that are settled has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('what is kept fresh', () => {
  it('is read once for all who ask at the same time', async () => {
    const one = kept();
    const both = [one.read('a'), one.read('a')];
    expect(one.reads()).toBe(1);
    one.answer(1);
    expect(await Promise.all(both)).toEqual([1, 1]);
  });

  it('is renewed while it is served, once, and nobody waits', async () => {
    const one = kept();
    await one.readNow('a', 1);
    one.at(499);
    expect(await one.read('a')).toBe(1);
    expect(one.reads()).toBe(0);
    one.at(500);
    expect(await one.read('a')).toBe(1);
    expect(await one.read('a')).toBe(1);
    expect(one.reads()).toBe(1);
    one.answer(2);
    await settled();
    expect(await one.read('a')).toBe(2);
  });

  it('is not served too old, however long a renewal takes', async () => {
    const one = kept();
    await one.readNow('a', 1);
    one.at(600);
    await one.read('a');
    one.at(1_000);
    const asked = one.read('a');
    expect(one.reads()).toBe(2);
    one.answer(2);
    await settled();
    one.answer(3);
    expect(await asked).toBe(3);
    expect(await one.read('a')).toBe(3);
  });

  it('is not brought back by a renewal that began before it was forgotten', async () => {
    const one = kept();
    await one.readNow('a', 1);
    one.at(600);
    await one.read('a');
    one.forget('a');
    one.answer(2);
    await settled();
    const asked = one.read('a');
    one.answer(3);
    expect(await asked).toBe(3);
    expect(await one.read('a')).toBe(3);
  });

  it('goes on with what is at hand when a renewal fails, and is renewed by the next reader', async () => {
    const one = kept();
    await one.readNow('a', 1);
    one.at(600);
    await one.read('a');
    one.fail();
    await settled();
    expect(await one.read('a')).toBe(1);
    expect(one.reads()).toBe(1);
  });

  it('is neither a failure nor what is not worth it', async () => {
    const one = kept();
    const failed = one.read('a');
    one.fail();
    await expect(failed).rejects.toThrow('away');
    expect(await one.readNow('a', -1)).toBe(-1);
    expect(await one.readNow('a', 1)).toBe(1);
    expect(await one.read('a')).toBe(1);
  });

  it('is of the keys read last', async () => {
    const one = kept({ mostKeys: 2 });
    for (const [key, value] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      await one.readNow(key, value);
    expect(await one.read('c')).toBe(3);
    void one.read('a');
    expect(one.reads()).toBe(1);
  });
});
