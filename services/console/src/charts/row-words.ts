import { formatCount, formatPercent } from '@stepup/wording/numbers';
import { stepRateWords } from '../wording/step-rate.ts';
import type { RateRow } from './rate-row.ts';

/** What stands below a row's name: `14 of 40 moved on · 6 open`; where there is little room without `moved on`. */
export function countsBelow({ moved, open, stepRate }: RateRow, isNarrow: boolean): string {
  if (stepRate.kind !== 'rate') {
    return isNarrow ? `${formatCount(open)} open` : `${stepRateWords(stepRate)} · ${formatCount(open)} open`;
  }
  const counts = isNarrow ? moved : `${moved} moved on`;
  return open === 0 ? counts : `${counts} · ${formatCount(open)} open`;
}

/** All that a row shows, as lines. */
export function tooltipOf(row: RateRow | undefined): string {
  if (row === undefined) return '';
  const lines = [
    row.label,
    `${row.moved} moved on, ${formatCount(row.open)} open`,
    row.stepRate.kind === 'rate'
      ? `Step-up rate (90\u00a0% range): ${stepRateWords(row.stepRate)}`
      : stepRateWords(row.stepRate),
  ];
  if (row.typical !== null) lines.push(`Typical colleague, same leads: ${formatPercent(row.typical)}`);
  if (row.isFlagged) lines.push('Flagged as a gap');
  return lines.join('\n');
}
