import { normalQuantile } from './normal-quantile.ts';

/** Uniform numbers in (0, 1) and standard normal ones; the same seed gives the same sequence. */
export type SeededRandom = { readonly uniform: () => number; readonly normal: () => number };

/** Uniform numbers from a 32-bit counter hashed by two multiply–xorshift rounds. Any further `labels` open a sequence of their own. */
export function seededRandom(seed: number, ...labels: readonly string[]): SeededRandom {
  let counter = Math.imul(seed, 0x9e3779b1) >>> 0;
  for (const label of labels) counter = hashText(label, counter);
  const uniform = (): number => {
    counter = (counter + 0x6d2b79f5) >>> 0;
    let hash = counter;
    hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
    return (((hash ^ (hash >>> 15)) >>> 0) + 0.5) / 4_294_967_296;
  };
  return { uniform, normal: () => normalQuantile(uniform()) };
}

/** FNV-1a over UTF-16 units, started from `from`; a last unit outside the range of text ends each label. */
function hashText(text: string, from: number): number {
  let hash = (0x811c9dc5 ^ from) >>> 0;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return Math.imul(hash ^ 0x10000, 0x01000193) >>> 0;
}
