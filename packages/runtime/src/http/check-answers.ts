import type { ReadinessCheck } from './readiness.ts';

/** A server that the process needs: ready while it answers. What `answers` throws goes to the log. */
export function checkAnswers(name: string, answers: () => Promise<boolean>): ReadinessCheck {
  return {
    name,
    check: async () =>
      (await answers()) ? { kind: 'ready' } : { kind: 'not_ready', reason: 'does not answer' },
  };
}
