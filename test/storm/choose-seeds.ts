/** What a storm is asked to play. */
export interface Wanted {
  /** The seeds from 1 to this one. */
  upTo: number;
  /** This seed alone, whatever was played. */
  only: number | null;
  /** Only those that were never played. */
  isResumed: boolean;
}

/** The seeds to play, in order. */
export function chooseSeeds({ upTo, only, isResumed }: Wanted, played: ReadonlySet<number>): number[] {
  if (only !== null) return [only];
  const all = Array.from({ length: upTo }, (_, index) => index + 1);
  return isResumed ? all.filter((seed) => !played.has(seed)) : all;
}
