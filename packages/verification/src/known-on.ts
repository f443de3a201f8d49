import type { Episode } from '@stepup/diagnosis';

/** What was known of the episodes on a day: entries before it, and outcomes that had happened by then. */
export function knownOn(episodes: readonly Episode[], onDays: number): Episode[] {
  return episodes.flatMap((episode) => {
    const sinceEntry = onDays - episode.enteredAtDays;
    if (sinceEntry <= 0) return [];
    const happened = (days: number | null): number | null =>
      days !== null && days <= sinceEntry ? days : null;
    return [
      {
        ...episode,
        daysToAdvance: happened(episode.daysToAdvance),
        daysToLoss: happened(episode.daysToLoss),
      },
    ];
  });
}
