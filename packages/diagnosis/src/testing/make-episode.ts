import type { Episode } from '../episode.ts';

export const AS_OF_DAYS = 20_000;

/** An open deal of rep `a` that entered 100 days before as-of, unless told otherwise. */
export function makeEpisode(given: Partial<Episode> & { readonly ageDays?: number } = {}): Episode {
  const { ageDays = 100, ...fields } = given;
  return {
    repId: 'a',
    enteredAtDays: AS_OF_DAYS - ageDays,
    daysToAdvance: null,
    daysToLoss: null,
    segmentKey: 'all',
    ownerChanged: false,
    skipped: false,
    ...fields,
  };
}
