import type { Tier } from '@stepup/contracts';
import { formatCount, formatPercent, formatShare, formatSureness } from './numbers.ts';
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

/** How sure a look must be to raise a tier; a gap stays listed below that until looks agree that it has closed. */
const raisedAt: Readonly<Partial<Record<Tier, number>>> = { strong: 0.8, probable: 0.6 };

/** How sure the finding is, and what to do with it. */
export function surenessSentence(numbers: FindingNumbers): string {
  const sure = formatSureness(numbers.probabilityOfGap);
  if (numbers.probabilityOfGap < (raisedAt[numbers.tier] ?? 0)) {
    return `It may be closing: the latest look is only ${sure} sure of a gap (at least 10\u00a0% short). It stays listed until looks agree.`;
  }
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

/** A shortfall beyond which a percentage says less than words. */
const nearlyAll = 0.9;

/** What these deals could have shown: the shortfall, and the rate that would have been one. */
export function detectableSentence({
  detectable_gap: gap,
  typical,
}: {
  detectable_gap: number | null;
  typical: number | null;
}): string {
  if (gap === null) return 'With these deals we could not have noticed one.';
  if (gap >= nearlyAll) return 'With these deals we would only notice somebody who moves almost nothing on.';
  const rate = typical === null ? '' : ` (a rate of ${formatPercent(typical * (1 - gap))} or less)`;
  return `With these deals we would only notice a shortfall of about ${formatPercent(gap)} or more${rate}.`;
}

/** One word for a tier, for badges. */
export const tierLabels: Readonly<Record<Tier, string>> = {
  strong: 'Strong sign',
  probable: 'Probable',
  watch: 'Watch',
  none: 'No sign',
};
