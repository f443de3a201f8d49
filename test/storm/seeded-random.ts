import { mix32 } from '../support/mix32.ts';

/** Random numbers that a seed decides. */
export interface SeededRandom {
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

/** The same seed, the same numbers. */
export function seededRandom(seed: number): SeededRandom {
  const mix = mix32(Math.imul(seed + 1, 0x9e3779b1));
  const next = (): number => mix() / 2 ** 32;
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    chance: (share) => next() < share,
    pick: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}
