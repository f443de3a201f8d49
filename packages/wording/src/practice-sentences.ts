import type { PracticeDistances, PracticeEffects } from '@stepup/contracts';
import { pointsAtHalf } from './effect-sentences.ts';
import {
  formatCount,
  formatPercent,
  formatPoints,
  formatPointsRange,
  formatRange,
  formatShare,
} from './numbers.ts';

type Row = PracticeEffects['rows'][number];
type Distance = PracticeDistances['rows'][number]['practices'][number];

/** What is known of a practice: the difference that goes with it, what it rests on, and that it is no cause; or why nothing is said. */
export function sayAssociation(
  { difference, with: users, without, reason_if_null: reason, stands_out: standsOut, told_by }: Row,
  lookedAt: number,
): { readonly value: string | null; readonly note: string; readonly basis: readonly string[] } {
  if (difference === null || users === null || without === null) {
    const need =
      reason === 'fewer_than_five_coaches'
        ? 'five who coach by it, and five who do not'
        : 'eight plans of coaches who work by it, and eight of others';
    return { value: null, note: `Nothing can be said yet: it takes ${need}.`, basis: [] };
  }
  const [low, high] = difference.interval;
  return {
    value: formatPoints(pointsAtHalf(difference.mean)),
    note: `likely ${formatPointsRange([pointsAtHalf(low), pointsAtHalf(high)])}: by so much the effect of plans differs where the coach works by it.`,
    basis: [
      `With it ${sayPlans(users)}, without it ${sayPlans(without)}.`,
      told_by === 'measure'
        ? 'Who works by it is told by their own numbers of the last year.'
        : 'Who works by it is told by who had adopted it before the plan.',
      'It goes with the effect; whether it makes it cannot be told: who works by it has chosen to.',
      lookedAt === 1
        ? 'One practice was looked at.'
        : `${formatCount(lookedAt)} practices were looked at, and that is counted in: the more one looks at, the more stand out by luck.`,
      standsOut
        ? 'Of those that stand out, at most one in ten is expected to go the other way.'
        : 'It does not stand out from luck.',
    ],
  };
}

function sayPlans({ plans, coaches }: NonNullable<Row['with']>): string {
  return `${formatCount(plans)} plans of ${formatCount(coaches)} coaches`;
}

/** How far somebody is from a practice that was made the reference; shares said so that more is better. */
export function sayDistance({ own, reference, better, distance, reached }: Distance): {
  readonly word: string;
  readonly counts: string;
} {
  const good = (share: number): number => (better === 'high' ? share : 1 - share);
  const aim = `the aim: at least ${formatPercent(good(reference))}`;
  const { value, n, interval } = own;
  if (value === null || interval === null) return { word: 'Nothing counted yet', counts: aim };
  const [low, high] = interval.map(good).toSorted((one, other) => one - other);
  const likely = low === undefined || high === undefined ? '' : ` (likely ${formatRange([low, high])})`;
  const counts = `${formatShare(Math.round(good(value) * n), n)}${likely}; ${aim}`;
  switch (reached) {
    case 'yes':
      return { word: 'There', counts };
    case 'no':
      return { word: `${formatPoints(distance ?? 0).slice(1)} short`, counts };
    case 'cannot_tell':
      return { word: 'Cannot be told yet', counts };
  }
}
