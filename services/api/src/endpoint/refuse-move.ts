import type { BrokenRule } from '@stepup/coaching';
import type { EndpointProblem } from './endpoint.ts';

/** The refusal of a move: every rule it breaks, with what would make it legal. */
export function refuseMove(broken: readonly BrokenRule[]): EndpointProblem {
  return {
    kind: 'problem',
    code: 'transition_not_allowed',
    detail: broken.map(({ why }) => why).join(' '),
    errors: broken.map(({ rule, remedy }) => ({ code: rule, path: '', message: remedy })),
  };
}
