import type { CallRecord } from '../api/console-answers.ts';

/** The next step that the newest of these cards named; null where none did. Cards come newest first. */
export function lastNextStep(calls: readonly Pick<CallRecord, 'next_step'>[]): string | null {
  return calls.find(({ next_step }) => next_step !== null)?.next_step?.text ?? null;
}
