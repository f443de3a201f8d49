import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protectGroups } from './protect-groups.ts';

const sizesOf = (...sizes: number[]) => new Map(sizes.map((size, index) => [`g${index}`, size]));

describe('protectGroups', () => {
  it.each<[string, number[], string[], string[]]>([
    ['groups of five or more', [5, 9], ['g0', 'g1'], []],
    ['a small one with the smallest other', [7, 3, 6], ['g0'], ['g1', 'g2']],
    ['two small ones that are five together', [7, 3, 2], ['g0'], ['g1', 'g2']],
    ['a small one and the only other', [7, 3], [], ['g1', 'g0']],
    ['nobody', [0, 0], [], []],
  ])('of %s', (_name, sizes, shown, hidden) => {
    const found = protectGroups(sizesOf(...sizes));
    expect(found.shown).toEqual(shown);
    expect(found.hidden.map(({ key }) => key)).toEqual(hidden);
  });

  it('leaves no sum of fewer than five to be had, by whatever of the shown is taken from the total', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 7 }), (sizes) => {
        const groups = sizesOf(...sizes);
        const { shown, total } = protectGroups(groups);
        // Every difference of the total and a set of shown groups is a sum of whole groups; the smallest leaves them all out.
        const everybody = sizes.reduce((sum, size) => sum + size, 0);
        const rest = everybody - shown.reduce((sum, key) => sum + (groups.get(key) ?? 0), 0);
        expect(shown.every((key) => (groups.get(key) ?? 0) >= 5)).toBe(true);
        expect(total).toBe(everybody >= 5);
        if (total) expect(rest === 0 || rest >= 5).toBe(true);
      }),
    );
  });
});
