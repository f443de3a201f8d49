import { describe, expect, it } from 'vitest';
import { chooseSeeds } from './choose-seeds.ts';

describe('chooseSeeds', () => {
  it('goes on where it was stopped, whatever was played before', () => {
    const played = new Set<number>();
    const wanted = { upTo: 7, only: null, isResumed: true };
    for (const seed of chooseSeeds(wanted, played).slice(0, 3)) played.add(seed);
    played.add(6);
    expect(chooseSeeds(wanted, played)).toEqual([4, 5, 7]);
    for (const seed of chooseSeeds(wanted, played)) played.add(seed);
    expect(chooseSeeds(wanted, played)).toEqual([]);
    expect(chooseSeeds({ ...wanted, upTo: 9 }, played)).toEqual([8, 9]);
  });

  it('plays all of them, or one, again where it is not told to go on', () => {
    const played = new Set([1, 2]);
    expect(chooseSeeds({ upTo: 3, only: null, isResumed: false }, played)).toEqual([1, 2, 3]);
    expect(chooseSeeds({ upTo: 3, only: 2, isResumed: true }, played)).toEqual([2]);
  });
});
