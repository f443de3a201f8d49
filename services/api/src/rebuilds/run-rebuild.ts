import { instantOfDate } from '@stepup/contracts';
import type { JobOutcome } from '@stepup/jobs';
import type { Clock, Logger } from '@stepup/runtime';
import {
  claimRebuild,
  failRebuild,
  finishRebuild,
  type openStorePool,
  recordRebuildProgress,
  releaseRebuild,
  type RunToken,
  type RunWrite,
  withTenant,
} from '@stepup/store';
import { rebuildFacts, type RebuildProgress, type Warehouse } from '@stepup/warehouse';

/** What a rebuild needs of the world around it. */
export interface RebuildPorts {
  readonly warehouse: Warehouse;
  readonly pool: ReturnType<typeof openStorePool>;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface RebuildAttempt {
  readonly tenant: string;
  readonly id: string;
  /** True when no other try follows a failure. */
  readonly lastAttempt: boolean;
  /** Stops between two lots. */
  readonly stopping: AbortSignal;
  /** Entities derived at a time; the usual number if left out. */
  readonly lotSize?: number;
}

/**
 * The queue gives the job of a process that died to another one after so long, so a claim need not hold longer. It holds all the same
 * while its worker lives: nobody else has the job.
 */
const leaseSeconds = 25;

/** Another worker has the rebuild: this one stops without a trace. */
class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/**
 * Derives every fact of a tenant anew, from the place that an earlier attempt came to. Every lot is written down with its place, so
 * that whichever process takes it next goes on there. Throws for what may pass, and when it is told to stop.
 */
export async function runRebuild(ports: RebuildPorts, attempt: RebuildAttempt): Promise<JobOutcome> {
  const { tenant, id, stopping, lotSize } = attempt;
  const now = () => instantOfDate(ports.clock.now());
  const inTenant = <T>(work: Parameters<typeof withTenant<T>>[2]) => withTenant(ports.pool, tenant, work);
  const claim = await inTenant((tx) => claimRebuild(tx, { id, at: now(), leaseSeconds }));
  if (claim.kind === 'not_found') return { kind: 'given_up', reason: `there is no rebuild ${id}` };
  if (claim.kind === 'finished') return { kind: 'done' };
  if (claim.kind === 'in_progress') throw new Error(`rebuild ${id} is in the hands of another worker`);
  const { rebuild } = claim;
  const token: RunToken = { id, attempt: rebuild.attempt };
  const own = async (write: Parameters<typeof withTenant<RunWrite>>[2]): Promise<void> => {
    if ((await inTenant(write)).kind === 'claim_lost') throw new ClaimLost();
  };
  const onProgress = (progress: RebuildProgress) =>
    own((tx) => recordRebuildProgress(tx, token, { ...progress, at: now(), leaseSeconds }));
  try {
    const { derived, place, startedAt } = rebuild;
    const resumed = { derived, place };
    const lots = lotSize === undefined ? {} : { lotSize };
    const outcome = await rebuildFacts(ports.warehouse, {
      tenant,
      startedAt,
      resumed,
      stopping,
      onProgress,
      ...lots,
    });
    if (outcome === 'rebuilt') {
      await own((tx) => finishRebuild(tx, token, now()));
      return { kind: 'done' };
    }
  } catch (error) {
    if (error instanceof ClaimLost) return { kind: 'done' };
    ports.log.error({ err: error, tenant, rebuild: id }, 'facts could not be rebuilt');
    const failure = { error: 'The warehouse failed; the log says why.', at: now() };
    await inTenant((tx) =>
      attempt.lastAttempt ? failRebuild(tx, token, failure) : releaseRebuild(tx, token),
    );
    throw error;
  }
  await inTenant((tx) => releaseRebuild(tx, token));
  throw new Error(`rebuild ${id} stops with its process and goes on in another`);
}
