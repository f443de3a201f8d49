/**
 * A seeded stream of random numbers. Streams with different labels are independent, so adding a draw to one
 * part of the simulation leaves every other part as it was.
 */
export interface RandomStream {
  /** Uniform in [0, 1), 32 random bits. */
  uniform(): number;
  /** Uniform integer in [minimum, maximum], both included. */
  integer(minimum: number, maximum: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Standard normal. */
  normal(): number;
  /** exp(N(ln median, sigma)). */
  logNormal(median: number, sigma: number): number;
  /** Poisson count; exact for the small means used here (multiplication method). */
  poisson(mean: number): number;
  /** One of the items, uniformly. The list must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** Index drawn in proportion to the weights (at least one positive). */
  weightedIndex(weights: readonly number[]): number;
  /** A shuffled copy (sorted by random keys). */
  shuffle<T>(items: readonly T[]): T[];
}

/** FNV-1a over UTF-16 code units: turns labels into a number to seed from. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** splitmix32: fills the 128-bit state from 32 bits so that neighbouring seeds are unrelated. */
function splitMix(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/**
 * Creates the stream of a seed and its labels. The generator is xoshiro128** 1.1 (Blackman and Vigna,
 * "Scrambled linear pseudorandom number generators", ACM TOMS 47, 2021).
 */
export function createRandomStream(seed: number, ...labels: readonly (string | number)[]): RandomStream {
  const fill = splitMix(hashText([seed, ...labels].join('\u0000')));
  let a = fill();
  let b = fill();
  let c = fill();
  let d = fill();

  const next = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const uniform = (): number => next() / 0x1_0000_0000;
  const integer = (minimum: number, maximum: number): number =>
    minimum + Math.floor(uniform() * (maximum - minimum + 1));
  const normal = (): number =>
    // 1 - u lies in (0, 1], so the logarithm is finite.
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

  return {
    uniform,
    integer,
    chance: (probability) => uniform() < probability,
    normal,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    poisson(mean) {
      const limit = Math.exp(-mean);
      let product = uniform();
      let count = 0;
      while (product > limit) {
        product *= uniform();
        count += 1;
      }
      return count;
    },
    pick(items) {
      const item = items[integer(0, items.length - 1)];
      if (item === undefined) throw new RangeError('pick needs at least one item');
      return item;
    },
    weightedIndex(weights) {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      let left = uniform() * total;
      for (const [index, weight] of weights.entries()) {
        left -= weight;
        if (left < 0) return index;
      }
      return weights.length - 1;
    },
    shuffle(items) {
      const keyed = items.map((item) => ({ item, key: next() }));
      return keyed.sort((left, right) => left.key - right.key).map(({ item }) => item);
    },
  };
}
