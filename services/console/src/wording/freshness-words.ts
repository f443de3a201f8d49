import type { Freshness } from '@stepup/contracts';
import { formatMoment } from '@stepup/wording/dates';

/** How far the numbers have come, in words. */
export function freshnessWords(
  freshness: Freshness,
  timeZone: string,
): { words: string; isComplete: boolean } {
  const until =
    freshness.complete_until === null
      ? ''
      : `, complete until ${formatMoment(freshness.complete_until, timeZone)}`;
  switch (freshness.state) {
    case 'current':
      return { words: 'up to date', isComplete: true };
    case 'catching_up':
      return { words: `still counting new events${until}`, isComplete: false };
    case 'rebuilding':
      return { words: `being computed again${until}`, isComplete: false };
  }
}
