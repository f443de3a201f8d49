import type { HttpHandler } from './handler.ts';
import { requestLogOf } from './request-context.ts';

export type ReadinessVerdict = { kind: 'ready' } | { kind: 'not_ready'; reason: string };

/** One thing a process needs before it can do its work. */
export interface ReadinessCheck {
  name: string;
  check(signal: AbortSignal): Promise<ReadinessVerdict>;
}

const checkTimeoutMs = 2_000;

async function runCheck(
  check: ReadinessCheck,
): Promise<ReadinessVerdict | { kind: 'failed'; error: unknown }> {
  const signal = AbortSignal.timeout(checkTimeoutMs);
  const timedOut = new Promise<ReadinessVerdict>((resolve) => {
    signal.addEventListener('abort', () => resolve({ kind: 'not_ready', reason: 'did not answer in time' }));
  });
  try {
    return await Promise.race([check.check(signal), timedOut]);
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** Answers 200 when every check passes within two seconds, else 503, each time with the state of every check. */
export function answerReadiness(checks: readonly ReadinessCheck[]): HttpHandler {
  return async (request, response) => {
    const verdicts = await Promise.all(
      checks.map(async (check) => {
        const verdict = await runCheck(check);
        if (verdict.kind === 'failed') {
          // The text of an error may name addresses: it goes to the log, not to whoever asks.
          requestLogOf(request).warn({ err: verdict.error, check: check.name }, 'readiness check failed');
          return { name: check.name, ready: false, reason: 'failed' };
        }
        if (verdict.kind === 'not_ready') return { name: check.name, ready: false, reason: verdict.reason };
        return { name: check.name, ready: true };
      }),
    );
    const isReady = verdicts.every(({ ready }) => ready);
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not_ready', checks: verdicts });
  };
}
