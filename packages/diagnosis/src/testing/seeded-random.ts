import { normalQuantile } from '@stepup/statistics';

/** Uniform numbers in (0, 1) from a 32-bit counter hashed by two multiply–xorshift rounds; same seed, same sequence. */
export type SeededRandom = { readonly uniform: () => number; readonly normal: () => number };

export function seededRandom(seed: number): SeededRandom {
  let counter = Math.imul(seed, 0x9e3779b1) >>> 0;
  const uniform = (): number => {
    counter = (counter + 0x6d2b79f5) >>> 0;
    let hash = counter;
    hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
    return (((hash ^ (hash >>> 15)) >>> 0) + 0.5) / 4_294_967_296;
  };
  return { uniform, normal: () => normalQuantile(uniform()) };
}
