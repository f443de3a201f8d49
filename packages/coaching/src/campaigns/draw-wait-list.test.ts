import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawWaitList, listDrawBlocks } from './draw-wait-list.ts';

const teams = fc
  .uniqueArray(fc.integer({ min: 0, max: 9_999 }), { minLength: 2, maxLength: 30 })
  .chain((numbers) =>
    fc
      .array(fc.constantFrom('north', 'south', 'west', null), {
        minLength: numbers.length,
        maxLength: numbers.length,
      })
      .map((drawn) => new Map(numbers.map((n, i) => [`rep-${n}`, drawn[i] ?? null]))),
  );

describe('a lot', () => {
  it('lets half of the people start, half of each block, whatever the order in which they were named', () => {
    fc.assert(
      fc.property(teams, fc.integer({ min: 0, max: 2 ** 31 }), (teamOf, seed) => {
        const blocks = listDrawBlocks(teamOf);
        const reversed = listDrawBlocks(new Map([...teamOf].reverse()));
        expect(reversed).toEqual(blocks);
        const startNow = drawWaitList(seed, blocks);
        expect(drawWaitList(seed, blocks)).toEqual(startNow);
        const listed = blocks.flatMap((block) => block.listed);
        expect(listed.toSorted()).toEqual([...teamOf.keys()].toSorted());
        expect(startNow.size).toBe(Math.ceil(teamOf.size / 2));
        for (const block of blocks) {
          expect(block.listed.filter((personId) => startNow.has(personId))).toHaveLength(block.now);
          expect(Math.abs(block.listed.length - 2 * block.now)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it.each([
    ['three and three', [3, 3], [6]],
    ['four and two', [4, 2], [6]],
    ['four and four', [4, 4], [8]],
    ['five teams of two', [2, 2, 2, 2, 2], [10]],
    ['five and five', [5, 5], [5, 5]],
    ['three teams of four', [4, 4, 4], [4, 4, 4]],
  ])('halves teams by themselves where a hundred lots remain, else all together: %s', (_, teams, drawn) => {
    const people = teams.flatMap((size, team) =>
      Array.from({ length: size }, (__, i) => [`${team}-${i}`, `team ${team}`] as const),
    );
    expect(listDrawBlocks(new Map(people)).map(({ listed }) => listed.length)).toEqual(drawn);
  });

  it('gives everybody the same chance, alone and with every other', () => {
    const people = ['a', 'b', 'c', 'd', 'e', 'f'];
    const blocks = listDrawBlocks(new Map(people.map((personId) => [personId, null])));
    const draws = Array.from({ length: 4_000 }, (_, seed) => drawWaitList(seed, blocks));
    const shareOf = (holds: (startNow: ReadonlySet<string>) => boolean): number =>
      draws.filter(holds).length / draws.length;
    for (const personId of people) expect(shareOf((drawn) => drawn.has(personId))).toBeCloseTo(0.5, 1);
    // 3/6 × 2/5
    for (const other of people.slice(1)) {
      expect(Math.abs(shareOf((drawn) => drawn.has('a') && drawn.has(other)) - 0.2)).toBeLessThan(0.03);
    }
  });

  it('answers this for ever', () => {
    const blocks = [{ listed: ['a', 'b', 'c', 'd', 'e', 'f'], now: 3 }];
    expect([...drawWaitList(20_261_129, blocks)].toSorted()).toEqual(['b', 'e', 'f']);
  });
});
