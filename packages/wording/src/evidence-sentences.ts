import { type Evidence, evidenceIds } from '@stepup/contracts';
import { formatLocalDay } from './dates.ts';
import { pointsAtHalf } from './effect-sentences.ts';
import { humaniseId } from './humanise-id.ts';
import {
  formatCount,
  formatPercent,
  formatPoints,
  formatPointsRange,
  formatRange,
  formatShare,
} from './numbers.ts';

/** One piece of evidence: what was counted, the number, and what it rests on. */
export interface EvidenceWords {
  readonly title: string;
  readonly value: string;
  /** Counts and range; null where the number is the count itself. */
  readonly note: string | null;
}

/** A percentage of fewer says no more than the count. */
const fewestForPercent = 5;

const reasons: Readonly<Record<string, string>> = {
  nothing_counted: 'nothing to count in this month',
  fewer_than_five: 'not told of fewer than five people',
  no_finding: 'the plan did not start from a finding',
  not_told_yet: 'nothing is told yet',
  no_session_timed: 'of no session was said how long it took',
  not_recorded: 'not recorded',
  fewer_than_eight_plans: 'nothing is said on fewer than eight plans',
  too_unsure: 'too unsure to say anything',
  too_few_coached: 'too few people were coached to say anything',
  no_comparison_group: 'there is nobody to compare with',
};

/** Says one piece of evidence as it stood when the assessment was opened. */
export function sayEvidence(evidence: Evidence): EvidenceWords {
  const { title, shape } = evidenceIds[evidence.id];
  const { value, n, mix, interval, told_from: toldFrom } = evidence;
  if (shape === 'mix' || shape === 'verdict') {
    const told = Object.entries(mix ?? {}).filter(([, count]) => count > 0);
    // Of a single plan the word says it all.
    const isOne = n === 1 && told.length === 1;
    const words = told.map(
      ([id, count]) => humaniseId(id).toLowerCase() + (isOne ? '' : ` ${formatCount(count)}`),
    );
    return {
      title,
      value: words.length === 0 ? '–' : words.join(', '),
      note:
        words.length === 0
          ? whyNothing(evidence)
          : toldFrom === null
            ? null
            : `can be told from ${formatLocalDay(toldFrom)} on`,
    };
  }
  if (value === null) return { title, value: '–', note: whyNothing(evidence) };
  const range = interval === null ? null : ([interval.lower, interval.upper] as const);
  switch (shape) {
    case 'share': {
      const counted = formatShare(Math.round(value * n), n);
      const likely = range === null || n === 1 ? null : `likely ${formatRange(range)}`;
      if (n < fewestForPercent) return { title, value: counted, note: likely };
      return { title, value: formatPercent(value), note: [counted, likely].filter(Boolean).join('; ') };
    }
    case 'count':
      return { title, value: formatNumber(value), note: noteOfCount(evidence) };
    case 'effect':
      return { title, ...sayEffect(evidence.id, value, range, n) };
  }
}

function whyNothing({ reason_if_null: reason }: Evidence): string {
  return reasons[reason ?? 'nothing_counted'] ?? humaniseId(reason ?? '').toLowerCase();
}

function noteOfCount({ id, n }: Evidence): string | null {
  if (id === 'hours_agreed') return `hours, in ${formatCount(n)} ${n === 1 ? 'agreement' : 'agreements'}`;
  if (id === 'coaching_hours')
    return `hours, in ${formatCount(n)} ${n === 1 ? 'session' : 'sessions'} of known length`;
  if (id === 'curriculum_done' && n > 1) return `by ${formatCount(n)} people who coach`;
  return null;
}

function sayEffect(
  id: Evidence['id'],
  value: number,
  range: readonly [number, number] | null,
  n: number,
): Pick<EvidenceWords, 'value' | 'note'> {
  if (id === 'detectable_gap') {
    return {
      value: `${formatPercent(value)} short`,
      note: `the smallest gap that ${formatCount(n)} ${n === 1 ? 'deal' : 'deals'} would have shown`,
    };
  }
  const likely = (bounds: readonly [number, number] | null): string =>
    bounds === null ? '' : `likely ${formatPointsRange(bounds)}; `;
  if (id === 'quota_gap') {
    return {
      value: `${formatPoints(value)} of quota`,
      note: `${likely(range)}${formatCount(n)} people coached`,
    };
  }
  const inPoints = range === null ? null : ([pointsAtHalf(range[0]), pointsAtHalf(range[1])] as const);
  return {
    value: formatPoints(pointsAtHalf(value)),
    note: `${likely(inPoints)}${formatCount(n)} plans, where half of the deals move on`,
  };
}

function formatNumber(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}
