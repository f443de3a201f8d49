/** A seeded random permutation (Fisher–Yates on a 32-bit mix), so that a failing order can be replayed. */
export function shuffle<Item>(items: readonly Item[], seed: number): Item[] {
  const shuffled = [...items];
  let state = seed >>> 0;
  const below = (bound: number): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % bound;
  };
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = below(index + 1);
    const [a, b] = [shuffled[index], shuffled[other]];
    if (a === undefined || b === undefined) throw new Error('a list with holes');
    shuffled[index] = b;
    shuffled[other] = a;
  }
  return shuffled;
}
