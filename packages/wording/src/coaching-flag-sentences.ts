import { type CoachingFlags, coachingMeasures } from '@stepup/contracts';
import { formatCount, formatPercent, formatShare, formatSureness } from './numbers.ts';

type Measured = CoachingFlags['rows'][number]['measures'][number];

/** A shortfall beyond which a percentage says less than words. */
const nearlyAll = 0.9;

/** Whether something is shown as in the way: as of findings on selling, strong and probable alone. */
export function isFlagged({ tier }: Pick<Measured, 'tier'>): boolean {
  return tier === 'strong' || tier === 'probable';
}

/** Counts first: how often it was done as it should be, `9 of 20`; null where nothing was counted. */
export function countDone({
  indicator,
  value,
  n,
}: Pick<Measured, 'indicator' | 'value' | 'n'>): string | null {
  if (value === null || n === 0) return null;
  const share = coachingMeasures[indicator].better === 'high' ? value : 1 - value;
  return formatShare(Math.round(share * n), n);
}

/** What is flagged: the counts beside a typical coach’s, and how sure that is. */
export function sayFlag(measured: Measured): { readonly counts: string; readonly sure: string } {
  const { typical, n, tier, p_gap } = measured;
  const typically =
    typical === null ? '' : `; a typical coach ${formatCount(Math.round(typical * n))} of as many`;
  const sureness = p_gap === null ? '' : `${formatSureness(p_gap)} sure that it is at least 10\u00a0% short`;
  return {
    counts: `${countDone(measured) ?? 'Nothing counted'}${typically}.`,
    sure:
      tier === 'strong'
        ? `A strong sign: ${sureness}.`
        : `Probably a gap: ${sureness}. Look before you decide.`,
  };
}

/** Why a measure is not flagged: what is lacking, or what would have been seen. */
export function sayUnflagged({ state, tier, typical, detectable_gap: gap, rate }: Measured): string {
  switch (state) {
    case 'fewer_than_eight_plans':
      return 'nothing is said on fewer than eight plans';
    case 'not_enough_data':
      return 'too little counted to say anything';
    case 'team_too_small':
      return 'too few coaches to compare with';
    case 'ok':
      // Nothing more of a colleague than that.
      if (rate === null) return 'nothing flagged';
      if (tier === 'watch') return 'worth keeping an eye on, nothing to act on';
      if (gap === null) return 'no sign of a gap; one could not have been noticed';
      if (gap >= nearlyAll) return 'no sign of a gap; only a very large one would have shown';
      return `no sign of a gap; one would have shown from ${formatPercent((typical ?? 1) * (1 - gap))} downwards`;
  }
}
