import type { Episode } from '../episode.ts';
import { calendarMonth } from './calendar-month.ts';

/** An episode as seen from as-of. */
export type ObservedEpisode = {
  readonly repId: string;
  readonly segmentKey: string;
  readonly amount: number | null;
  /** Account and month of entry; null where the deal stands for itself. */
  readonly accountMonth: string | null;
  readonly entryMonth: number;
  readonly ageDays: number;
  readonly daysToAdvance: number | null;
  /** Advanced or lost, whenever. */
  readonly decided: boolean;
  readonly ownerChanged: boolean;
  /** null where that is not known. */
  readonly startsHere: boolean | null;
  readonly daysToLoss: number | null;
  readonly skipped: boolean;
  readonly deals: number;
};

/**
 * Keeps the entries of the last `maxAgeDays` days. Throws a RangeError on what the history rules cannot produce: an
 * entry at or after as-of, an outcome before the entry or after as-of, a number of deals that is not a positive integer.
 */
export function observeEpisodes(
  episodes: Iterable<Episode>,
  asOfDays: number,
  maxAgeDays: number,
): ObservedEpisode[] {
  const observed: ObservedEpisode[] = [];
  for (const episode of episodes) {
    const ageDays = asOfDays - episode.enteredAtDays;
    const deals = episode.deals ?? 1;
    assertPossible(episode, ageDays, deals);
    if (ageDays > maxAgeDays) continue;
    const entryMonth = calendarMonth(episode.enteredAtDays);
    observed.push({
      repId: episode.repId,
      segmentKey: episode.segmentKey,
      amount: episode.amount ?? null,
      accountMonth: episode.accountKey === undefined ? null : `${entryMonth} ${episode.accountKey}`,
      entryMonth,
      ageDays,
      daysToAdvance: episode.daysToAdvance,
      decided: episode.daysToAdvance !== null || episode.daysToLoss !== null,
      ownerChanged: episode.ownerChanged,
      startsHere: episode.startsHere ?? null,
      daysToLoss: episode.daysToLoss,
      skipped: episode.skipped,
      deals,
    });
  }
  return observed;
}

function assertPossible(episode: Episode, ageDays: number, deals: number): void {
  const { daysToAdvance, daysToLoss } = episode;
  if (!(ageDays > 0 && ageDays < Infinity)) {
    throw new RangeError(`an episode of ${episode.repId} enters at or after as-of`);
  }
  for (const days of [daysToAdvance, daysToLoss]) {
    if (days !== null && !(days >= 0 && days <= ageDays)) {
      throw new RangeError(`an episode of ${episode.repId} ends outside its entry and as-of`);
    }
  }
  if (daysToAdvance !== null && daysToLoss !== null) {
    throw new RangeError(`an episode of ${episode.repId} is both advanced and lost`);
  }
  if (!Number.isInteger(deals) || deals < 1) {
    throw new RangeError(`an episode of ${episode.repId} stands for ${deals} deals`);
  }
}
