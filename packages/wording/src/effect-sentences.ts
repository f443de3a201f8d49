import type { EffectsAnswer, QuotaCoachingAnswer } from '@stepup/contracts';
import {
  formatCount,
  formatEstimatedMoney,
  formatPercent,
  formatPoints,
  formatPointsRange,
  formatRange,
  formatSureness,
} from './numbers.ts';

type EffectRow = EffectsAnswer['rows'][number];

/**
 * An effect in log-odds as the change of a rate that stands at one half, `0.24` → `0.06`: the most it can be, and within a fifth of it
 * for rates between 27 and 73 %.
 */
export function pointsAtHalf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds)) - 0.5;
}

/** What the plans of one manager, skill or kind say together; the same words whoever it is about. */
export function sayPooledEffect({ plans, effect, reason_if_null: reason }: EffectRow): {
  readonly value: string | null;
  readonly note: string;
} {
  const rests = `${formatCount(plans)} ${plans === 1 ? 'plan' : 'plans'}`;
  if (effect === null) {
    return {
      value: null,
      note:
        reason === 'too_unsure'
          ? `${rests}: they say too different things to be told together`
          : `${rests}; nothing is said on fewer than eight`,
    };
  }
  const [low, high] = effect.interval;
  return {
    value: formatPoints(pointsAtHalf(effect.mean)),
    note: `likely ${formatPointsRange([pointsAtHalf(low), pointsAtHalf(high)])}, on ${rests}`,
  };
}

/** How often verification finds an effect where there is none: what a reader may hold against every effect on the page. */
export function sayPlacebo(placebo: EffectsAnswer['placebo']): string {
  if (placebo === null) {
    return 'How often an effect is found where nobody was coached is counted from the first weekly check on.';
  }
  const { fake_starts: fakeStarts, rate, interval } = placebo;
  const starts = `${formatCount(fakeStarts)} made-up ${fakeStarts === 1 ? 'start' : 'starts'}`;
  return `Checked on ${starts} of people who were never coached: an effect was found in ${formatPercent(rate)} of them (likely ${formatRange(interval)}).`;
}

/** Attainment of quota beside coaching: the difference against the comparison group, and what it is worth. */
export function sayQuotaDifference({
  comparison,
  currency,
}: Pick<QuotaCoachingAnswer, 'comparison' | 'currency'>): {
  readonly headline: string;
  readonly worth: string | null;
  readonly basis: readonly string[];
} {
  const {
    difference,
    interval,
    worth,
    worth_interval: worthRange,
    coached,
    reason_if_null: reason,
  } = comparison;
  const others = `${formatCount(coached)} people coached, ${formatCount(comparison.comparison_group)} not coached in this time.`;
  if (difference === null || interval === null) {
    const headline =
      reason === 'no_comparison_group'
        ? 'It cannot be told: there is nobody to compare with.'
        : 'It cannot be told: too few people were coached.';
    return { headline, worth: null, basis: [others] };
  }
  const [low, high] = interval;
  const told = `${formatPoints(difference)} of quota (likely ${formatPointsRange([low, high])}) against people who were not coached.`;
  const inMoney =
    worth === null || worthRange === null
      ? null
      : `Worth about ${formatEstimatedMoney(worth, currency)}, likely ${formatEstimatedMoney(worthRange[0], null)} to ${formatEstimatedMoney(worthRange[1], currency)}.`;
  if (low >= 0 || high <= 0) return { headline: told, worth: inMoney, basis: [others, comparison.basis] };
  // What may as well be nothing is no sum to read in passing.
  return {
    headline: `No difference can be told from luck: ${told}`,
    worth: null,
    basis: [
      'The range holds zero: it may as well be nothing.',
      others,
      comparison.basis,
      ...(inMoney === null ? [] : [inMoney]),
    ],
  };
}

/** What a manager decided, as counts; nothing where there was nothing to decide. */
export function sayChoices({ choices }: EffectRow): string | null {
  if (choices === undefined) return null;
  const { flags_started: flags, wait_lists: lots, verdicts_reached: verdicts } = choices;
  const parts = [
    flags.n === 0 ? [] : `${sayOf(flags, 'strong flag')} coached within two weeks`,
    lots.n === 0 ? [] : `${sayOf(lots, 'campaign')} with a wait-list by lot`,
    verdicts.n === 0 ? [] : `${sayOf(verdicts, 'focus', 'focuses')} can be told`,
  ].flat();
  return parts.length === 0 ? null : parts.join(' · ');
}

function sayOf(
  { n, done }: { readonly n: number; readonly done: number },
  one: string,
  many = `${one}s`,
): string {
  return `${formatCount(done)} of ${formatCount(n)} ${n === 1 ? one : many}`;
}

/** How sure the effect of some plans lies above that of all of the company; null where nothing is told. */
export function sayAboveCompany({ effect }: EffectRow): string | null {
  return effect === null ? null : `above the company’s mean: ${formatSureness(effect.p_above_company)} sure`;
}
