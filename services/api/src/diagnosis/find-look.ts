import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type Instant, instantOfDate } from '@stepup/contracts';
import { MODEL_VERSION } from '@stepup/diagnosis';
import { type DiagnosisRun, enqueueRun, ensureTenant, getRun, withTenant } from '@stepup/store';
import { lastLookMoment, readFirstEntry, readInputWatermark } from '@stepup/warehouse';
import type { ApiPorts } from '../api-ports.ts';
import type { EndpointProblem } from '../endpoint/endpoint.ts';

/** The look that says what stands at a moment, computed. */
export type FoundLook =
  | { kind: 'look'; runId: string; lookAsOf: Instant }
  /** No month has ended since the first deal entered a step: nothing can stand yet. */
  | { kind: 'no_look_yet' }
  | EndpointProblem;

/** Longer than this nobody is kept waiting; the run goes on meanwhile. */
const patienceMs = 25_000;
const longestPauseMs = 500;

/**
 * The look of the last month end up to `asOf`, replayed from the events as they are known now. The same moment and the same
 * events are the same run, so it is computed once; the first who asks after an import waits for it.
 */
export async function findLook(
  ports: ApiPorts,
  scope: { tenant: string; timeZone: string; currency: string | null; asOf: Instant },
): Promise<FoundLook> {
  const { tenant, timeZone, currency, asOf } = scope;
  const at = instantOfDate(ports.clock.now());
  // A month that has not ended has no look, whatever moment is asked for.
  const lookAsOf = lastLookMoment(asOf < at ? asOf : at, timeZone);
  const firstEntry = await readFirstEntry(ports.warehouse, tenant);
  if (firstEntry === null || lookAsOf <= firstEntry) return { kind: 'no_look_yet' };
  const inputWatermark = await readInputWatermark(ports.warehouse, { tenant, timeZone, currency });
  const asked = await withTenant(ports.pool, tenant, async (tx) => {
    if ((await ensureTenant(tx, at)).kind === 'tombstoned') return null;
    const { run } = await enqueueRun(tx, {
      id: randomUUID(),
      kind: 'look',
      asOf: lookAsOf,
      windowDays: null,
      modelVersion: MODEL_VERSION,
      inputWatermark,
      requestedBy: null,
      at,
    });
    return run;
  });
  if (asked === null) return { kind: 'problem', code: 'not_found' };
  const run = asked.state === 'done' ? asked : await computeLook(ports, tenant, asked);
  if (run.state === 'done') return { kind: 'look', runId: run.id, lookAsOf };
  const detail =
    run.state === 'failed'
      ? (run.error?.message ?? 'The look could not be computed.')
      : 'The look is being computed; ask again.';
  return { kind: 'problem', code: 'unavailable', detail };
}

async function computeLook(ports: ApiPorts, tenant: string, asked: DiagnosisRun): Promise<DiagnosisRun> {
  await ports.jobs.enqueue('run-diagnosis', { tenant, runId: asked.id }, { jobId: asked.id });
  const until = performance.now() + patienceMs;
  let run = asked;
  for (let pauseMs = 50; performance.now() < until; pauseMs = Math.min(longestPauseMs, 2 * pauseMs)) {
    await setTimeout(pauseMs);
    run = (await withTenant(ports.pool, tenant, (tx) => getRun(tx, asked.id))) ?? run;
    if (run.state === 'done' || run.state === 'failed') break;
  }
  return run;
}
