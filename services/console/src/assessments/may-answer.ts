import type { AssessmentContent } from '@stepup/contracts';

/** Whether a side may give its answers now: the learner first and until the coach has, then the coach. */
export function mayAnswer({ state }: Pick<AssessmentContent, 'state'>, side: 'learner' | 'coach'): boolean {
  return side === 'learner' ? state === 'open' || state === 'returned' : state === 'learner_answered';
}
