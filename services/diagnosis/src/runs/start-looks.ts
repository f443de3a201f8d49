import { randomUUID } from 'node:crypto';
import { beginOfLocalDay, endOfLocalDay, type Instant, instantOfDate, localDayOf } from '@stepup/contracts';
import { MODEL_VERSION } from '@stepup/diagnosis';
import { enqueueRun, type RunKind, withTenant } from '@stepup/store';
import { lastLookMoment, readCurrency, readInputWatermark, readTenantProfile } from '@stepup/warehouse';
import type { DiagnosisPorts } from '../diagnosis-ports.ts';
import { isNight } from './is-night.ts';
import { enqueueUnfinished } from './mend-runs.ts';
import { type StartPorts, tenantsToStart } from './tenants-to-start.ts';

/**
 * Gives tenants a job of their own each, all of them or those whose night begins now: what goes wrong with one is seen there, tried again, and
 * holds up no other.
 */
export async function startLooks(
  ports: StartPorts,
  { onlyAtNight, signal }: { readonly onlyAtNight: boolean; readonly signal: AbortSignal },
): Promise<void> {
  for await (const tenant of tenantsToStart(ports, onlyAtNight ? isNight : null)) {
    signal.throwIfAborted();
    await ports.jobs.enqueue('start-tenant-look', { tenant }, { jobId: `look-${tenant}` });
  }
}

/**
 * Enqueues the numbers of today and the look of the last month end, unless the very same result is there
 * already; and whatever the queue may have lost. The look is taken again every night because late events change it.
 */
export async function startTenantLook(ports: DiagnosisPorts, tenant: string): Promise<void> {
  const profile = await readTenantProfile(ports.warehouse, tenant);
  const { timeZone, newestEventTime } = profile;
  const at = instantOfDate(ports.clock.now());
  if (newestEventTime !== null) {
    const asOf = lastMidnight(at, newestEventTime, timeZone);
    const currency = await readCurrency(ports.warehouse, tenant, profile);
    const inputWatermark = await readInputWatermark(ports.warehouse, { tenant, timeZone, currency });
    const runs: { kind: RunKind; asOf: Instant }[] = [
      { kind: 'on_demand', asOf },
      { kind: 'look', asOf: lastLookMoment(asOf, timeZone) },
    ];
    const basis = { windowDays: null, modelVersion: MODEL_VERSION, inputWatermark, requestedBy: null, at };
    await withTenant(ports.pool, tenant, async (tx) => {
      for (const run of runs) await enqueueRun(tx, { id: randomUUID(), ...run, ...basis });
    });
  }
  await enqueueUnfinished(ports, tenant);
}

/** The last midnight of the tenant's zone, at most the one after its newest event. */
function lastMidnight(now: Instant, newestEvent: Instant, timeZone: string): Instant {
  const today = beginOfLocalDay(localDayOf(now, timeZone), timeZone);
  const afterNewest = endOfLocalDay(localDayOf(newestEvent, timeZone), timeZone);
  return today < afterNewest ? today : afterNewest;
}
