import { randomUUID } from 'node:crypto';
import { type Instant, instantOfDate } from '@stepup/contracts';
import { MODEL_VERSION } from '@stepup/diagnosis';
import {
  enqueueRun,
  listTenants,
  listUnfinishedRuns,
  type RunKind,
  withSystem,
  withTenant,
} from '@stepup/store';
import { lastLookMoment, readCurrency, readInputWatermark, readTenantProfile } from '@stepup/warehouse';
import { Temporal } from 'temporal-polyfill';
import type { DiagnosisPorts } from '../diagnosis-ports.ts';

const tenantsAPage = 100;
const unfinishedRuns = 1000;

/**
 * Enqueues for every tenant the numbers of today and the look of the last month end, unless the very same result is there
 * already; and whatever the queue may have lost. The look is taken again every night because late events change it.
 */
export async function startLooks(ports: DiagnosisPorts, signal: AbortSignal): Promise<void> {
  let after: string | null = null;
  do {
    const request: Parameters<typeof listTenants>[1] = { after, limit: tenantsAPage };
    const tenants: readonly string[] = await withSystem(ports.pool, (tx) => listTenants(tx, request));
    for (const tenant of tenants) {
      signal.throwIfAborted();
      await startLooksOf(ports, tenant);
    }
    after = tenants.length < tenantsAPage ? null : (tenants.at(-1) ?? null);
  } while (after !== null);
}

async function startLooksOf(ports: DiagnosisPorts, tenant: string): Promise<void> {
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
  const waiting = await withTenant(ports.pool, tenant, (tx) => listUnfinishedRuns(tx, unfinishedRuns));
  for (const { id } of waiting)
    await ports.jobs.enqueue('run-diagnosis', { tenant, runId: id }, { jobId: id });
}

/** The last midnight of the tenant's zone, at most the one after its newest event. */
function lastMidnight(now: Instant, newestEvent: Instant, timeZone: string): Instant {
  const midnight = (instant: Instant, laterDays: number): Instant => {
    const date = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate();
    const start = date.add({ days: laterDays }).toZonedDateTime(timeZone);
    return instantOfDate(new Date(start.epochMilliseconds));
  };
  const [today, afterNewest] = [midnight(now, 0), midnight(newestEvent, 1)];
  return today < afterNewest ? today : afterNewest;
}
