import { instantOfDate } from '@stepup/contracts';
import { type DiagnosisCell, MODEL_VERSION } from '@stepup/diagnosis';
import type { JobOutcome } from '@stepup/jobs';
import {
  claimRun,
  type DiagnosisRun,
  failRun,
  finishRun,
  listPausedReps,
  listTakenBack,
  recordRunProgress,
  replaceCells,
  type RunToken,
  withTenant,
} from '@stepup/store';
import { diagnoseTenant, type TeamMethod } from '@stepup/tenant-diagnosis';
import type { DiagnosisPorts } from '../diagnosis-ports.ts';
import { gainByLever } from '../looks/gain-of-finding.ts';
import { keyOfPlace, placeOf } from '../looks/finding-place.ts';
import { type LookResult, recordFindings } from '../looks/record-findings.ts';
import { type LeversOfRep, rankTeam, replayLooks, type ReplayStep } from '../looks/replay-looks.ts';
import { chooseShown, listStanding } from '../looks/standing-findings.ts';
import { freezeNewGrounds } from './freeze-new-grounds.ts';
import { toStoredCell } from './to-stored-cell.ts';

/** One try of a run's job. */
export interface RunAttempt {
  readonly tenant: string;
  readonly runId: string;
  readonly lastAttempt: boolean;
  readonly signal: AbortSignal;
}

type RunPorts = Pick<DiagnosisPorts, 'warehouse' | 'pool' | 'clock' | 'log' | 'diagnoseTeam'>;

interface Computed {
  readonly cells: readonly DiagnosisCell[];
  /** By rep. */
  readonly levers: ReadonlyMap<string, LeversOfRep>;
  /** Null for a run on demand, which is never a look. */
  readonly look: LookResult | null;
  /** Teams that the method failed on, by key; the others are there. */
  readonly failedTeams: readonly string[];
}

/** A worker that has not reported for so long is taken for dead; a team takes far less. */
const leaseSeconds = 60;

/** Words for whoever asked; what happened exactly stands in the log of the jobs. */
const notComputed = {
  code: 'not_computed',
  message: 'It could not be computed: a store did not answer, or the program has a fault. The log names it.',
};

class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError';
}

/**
 * Computes a run and stores its result in one transaction, so that readers see all of it or nothing. Two workers may have
 * the same run after a crash; the one that lost the claim leaves no trace. Throws for what may pass, and the run waits for
 * its next try; after the last one it has failed, with the reason in words.
 */
export async function runDiagnosis(ports: RunPorts, attempt: RunAttempt): Promise<JobOutcome> {
  const { tenant, runId: id } = attempt;
  const inTenant = <T>(work: Parameters<typeof withTenant<T>>[2]) => withTenant(ports.pool, tenant, work);
  const claim = await inTenant((tx) => claimRun(tx, { id, at: now(ports), leaseSeconds }));
  if (claim.kind === 'not_found') return { kind: 'given_up', reason: `there is no run ${id}` };
  if (claim.kind === 'finished') return { kind: 'done' };
  if (claim.kind === 'in_progress') throw new Error(`run ${id} is in the hands of another worker`);
  const { run } = claim;
  const token = { id, attempt: run.attempt };
  try {
    if (run.modelVersion !== MODEL_VERSION) {
      const message = `It was asked of version ${run.modelVersion} of the method, and this is ${MODEL_VERSION}. Ask again.`;
      await inTenant((tx) =>
        failRun(tx, token, { error: { code: 'model_changed', message }, again: false, at: now(ports) }),
      );
      return { kind: 'done' };
    }
    const computed = await compute(ports, attempt, run, token);
    await inTenant(async (tx) => {
      const replaced = await replaceCells(
        tx,
        token,
        computed.cells.map((cell) => toStoredCell(cell, computed.levers.get(cell.repId), run.asOf)),
      );
      if (replaced.kind === 'claim_lost') throw new ClaimLostError();
      if (computed.look !== null) await recordFindings(tx, token, computed.look, now(ports));
      await finishRun(tx, token, { at: now(ports), failedTeams: computed.failedTeams.length });
    });
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof ClaimLostError) return { kind: 'done' };
    const failure = { error: notComputed, again: !attempt.lastAttempt, at: now(ports) };
    await inTenant((tx) => failRun(tx, token, failure));
    throw error;
  }
}

async function compute(
  ports: RunPorts,
  { tenant, signal }: RunAttempt,
  run: DiagnosisRun,
  token: RunToken,
): Promise<Computed> {
  const report = async (done: number, total: number): Promise<void> => {
    signal.throwIfAborted();
    const progress = { done, total, at: now(ports), leaseSeconds };
    const written = await withTenant(ports.pool, tenant, (tx) => recordRunProgress(tx, token, progress));
    if (written.kind === 'claim_lost') throw new ClaimLostError();
  };
  const { asOf, windowDays } = run;
  const failed = new Set<string>();
  const method: TeamMethod = {
    ...(ports.diagnoseTeam === undefined ? {} : { diagnose: ports.diagnoseTeam }),
    onFailedTeam({ key }, error) {
      failed.add(key);
      ports.log.error({ err: error, tenant, run: run.id, team: key }, 'a team could not be diagnosed');
    },
  };
  if (run.kind === 'on_demand') {
    const cells: DiagnosisCell[] = [];
    const levers = new Map<string, LeversOfRep>();
    let done = 0;
    for await (const diagnosed of diagnoseTenant(ports.warehouse, { tenant, asOf, windowDays }, method)) {
      cells.push(...diagnosed.diagnosis.cells);
      for (const [repId, ranked] of await rankTeam(ports.warehouse, diagnosed)) levers.set(repId, ranked);
      done += 1;
      await report(done, diagnosed.moment.teams.length);
    }
    return { cells, levers, look: null, failedTeams: [...failed] };
  }
  let last: ReplayStep | null = null;
  for await (const step of replayLooks(ports.warehouse, { tenant, asOf }, method)) {
    await report(step.done, step.total);
    last = step;
  }
  const [paused, takenBack] = await withTenant(ports.pool, tenant, async (tx) => [
    await listPausedReps(tx),
    await listTakenBack(tx),
  ]);
  const standing = (last === null ? [] : listStanding(last.tracked)).filter(
    ({ repId }) => !paused.has(repId),
  );
  const levers = last?.levers ?? new Map<string, LeversOfRep>();
  const closed = new Set(takenBack.map(keyOfPlace));
  const open = standing.filter((finding) => !closed.has(keyOfPlace(placeOf(finding))));
  const shown = chooseShown(open, gainByLever(levers));
  const grounds = await freezeNewGrounds(
    ports,
    { tenant, inputWatermark: run.inputWatermark },
    shown,
    signal,
  );
  return {
    cells: (last?.teams ?? []).flatMap((team) => team.cells),
    levers,
    look: { lookAsOf: asOf, standing, shown, grounds },
    failedTeams: [...failed],
  };
}

function now({ clock }: Pick<DiagnosisPorts, 'clock'>): string {
  return instantOfDate(clock.now());
}
