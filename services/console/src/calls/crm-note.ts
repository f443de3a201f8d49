import { predictionOf } from '@stepup/coaching';
import type { CallRecord } from '../api/console-answers.ts';

/** The card as plain text for the CRM's own note: what was planned and what came, nothing about the person. */
export function writeCrmNote(call: CallRecord): string {
  const prediction = predictionOf(call);
  const lines = [
    ['Planned', prediction?.step],
    ['Expected', prediction?.expected],
    ['Happened', call.happened?.text],
    ['Next', call.next_step?.text],
  ] as const;
  return lines.flatMap(([label, text]) => (text === undefined ? [] : [`${label}: ${text}`])).join('\n');
}
