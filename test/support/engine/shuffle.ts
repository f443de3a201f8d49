import { mix32 } from '../mix32.ts';

/** A seeded random permutation (Fisher–Yates on a 32-bit mix), so that a failing order can be replayed. */
export function shuffle<Item>(items: readonly Item[], seed: number): Item[] {
  const shuffled = [...items];
  const next = mix32(seed);
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = next() % (index + 1);
    const [a, b] = [shuffled[index], shuffled[other]];
    if (a === undefined || b === undefined) throw new Error('a list with holes');
    shuffled[index] = b;
    shuffled[other] = a;
  }
  return shuffled;
}
