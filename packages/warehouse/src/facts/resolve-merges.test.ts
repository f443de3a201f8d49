import fc from 'fast-check';
import { expect, it } from 'vitest';
import { weighConnected } from './resolve-merges.ts';

const dealId = fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i');
const merges = fc.array(
  fc.record({
    survivorId: dealId,
    mergedIds: fc.array(dealId, { maxLength: 3 }),
    weight: fc.constantFrom(1, 2),
  }),
  { maxLength: 10 },
);

/** The merges that can be reached from a deal by way of the deals they name. */
function reachable(
  start: string,
  all: readonly { survivorId: string; mergedIds: readonly string[] }[],
): Set<number> {
  const deals = new Set([start]);
  const found = new Set<number>();
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const [nth, { survivorId, mergedIds }] of all.entries()) {
      const named = [survivorId, ...mergedIds];
      if (!named.some((one) => deals.has(one))) continue;
      found.add(nth);
      for (const one of named) deals.add(one);
    }
  }
  return found;
}

it('weighs what hangs together, and nothing else', () => {
  fc.assert(
    fc.property(merges, (told) => {
      const named = new Set(told.flatMap(({ survivorId, mergedIds }) => [survivorId, ...mergedIds]));
      const expected = [...named].map((one): [string, number] => [
        one,
        [...reachable(one, told)].reduce((sum, nth) => sum + (told[nth]?.weight ?? 0), 0),
      ]);
      expect(weighConnected(told)).toEqual(new Map(expected));
    }),
  );
});

it('weighs more with every merge, so that what was worked out from more of them wins', () => {
  fc.assert(
    fc.property(merges, merges, (some, more) => {
      const before = weighConnected(some);
      const after = weighConnected([...some, ...more]);
      const touched = new Set(more.flatMap(({ survivorId, mergedIds }) => [survivorId, ...mergedIds]));
      for (const [one, weight] of before) {
        const now = after.get(one) ?? 0;
        expect(now, one).toBeGreaterThanOrEqual(weight + (touched.has(one) ? 1 : 0));
      }
    }),
  );
});
