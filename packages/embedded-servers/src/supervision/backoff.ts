/** How often and how fast a fallen process is started again. */
export interface RestartPolicy {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** Consecutive attempts after which the server counts as failed. */
  readonly maxAttempts: number;
  /** A process that was healthy this long starts the count anew. */
  readonly stableAfterMs: number;
}

export const DEFAULT_RESTART_POLICY: RestartPolicy = {
  firstDelayMs: 100,
  maxDelayMs: 10_000,
  maxAttempts: 6,
  stableAfterMs: 60_000,
};

export type RestartDecision =
  { readonly kind: 'restart'; readonly delayMs: number } | { readonly kind: 'give_up' };

/**
 * Doubles the delay with each consecutive attempt.
 *
 * @param attempt 1 for the first restart
 */
export function decideRestart(attempt: number, policy: RestartPolicy): RestartDecision {
  if (attempt > policy.maxAttempts) return { kind: 'give_up' };
  return { kind: 'restart', delayMs: Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (attempt - 1)) };
}
