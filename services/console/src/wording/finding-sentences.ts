import type { Tier } from '@stepup/contracts';
import { formatCount, formatDeals, formatPercent, formatShare, formatSureness } from './numbers.ts';
import { shortName, type Subject, verbFor } from './subject.ts';

/** What a finding's sentences are made of. `step` reads like `Proposal → Negotiation`. */
export interface FindingNumbers {
  tier: Tier;
  mature: { entered: number; advanced: number };
  rate: number;
  typical: number;
  probabilityOfGap: number;
}

/** The count that a typical colleague would have of the same deals. */
export function typicalCount(typical: number, entered: number): number {
  return Math.round(typical * entered);
}

/** Counts first: what this person moves on, and a typical colleague with the same leads. */
export function countSentence(subject: Subject, numbers: FindingNumbers): string {
  const who = `${shortName(subject)} ${verbFor(subject, 'move')}`;
  const { entered, advanced } = numbers.mature;
  if (entered === 0) {
    return `${who} about ${formatPercent(numbers.rate)} of these deals on; a typical colleague with the same leads ${formatPercent(numbers.typical)}.`;
  }
  const typical = formatCount(typicalCount(numbers.typical, entered));
  return `${who} ${formatShare(advanced, entered)} deals on; a typical colleague with the same leads ${typical}.`;
}

/** How sure the finding is, and what to do with it. */
export function surenessSentence(numbers: FindingNumbers): string {
  const sure = formatSureness(numbers.probabilityOfGap);
  switch (numbers.tier) {
    case 'strong':
      return `We are ${sure} sure the gap is real and worth coaching (at least 10\u00a0% short).`;
    case 'probable':
      return 'Probably a gap (about 3 in 4 such hints are right). Look at 3 lost deals together before deciding.';
    case 'watch':
    case 'none':
      return 'Nothing to act on.';
  }
}

/** The range as counts of a hundred: `likely 19 to 38 of 100 such deals`. */
export function rangeSentence([low, high]: readonly [number, number]): string {
  const bounds = `${Math.round(low * 100)} to ${Math.round(high * 100)}`;
  return `After taking out luck: likely ${bounds} of 100 such deals (90\u00a0% range).`;
}

/** What this many deals could have shown: `With 40 deals we would only notice a shortfall of about 40 % or more.` */
export function detectableSentence(deals: number, detectableGap: number | null): string {
  if (detectableGap === null) return `With ${formatDeals(deals)} we could not have noticed one.`;
  return `With ${formatDeals(deals)} we would only notice a shortfall of about ${formatPercent(detectableGap)} or more.`;
}

/** One word for a tier, for badges. */
export const tierLabels: Readonly<Record<Tier, string>> = {
  strong: 'Strong sign',
  probable: 'Probable',
  watch: 'Watch',
  none: 'No sign',
};
