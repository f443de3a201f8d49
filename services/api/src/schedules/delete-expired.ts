import { addSeconds, instantOfDate } from '@stepup/contracts';
import {
  deleteExpiredKeys,
  deleteSent,
  expireRecords,
  listRetention,
  withSystem,
  withTenant,
} from '@stepup/store';
import { eachTenant } from './each-tenant.ts';
import type { SchedulePorts } from './schedule-ports.ts';

/** Long enough to look into what went out when, short enough that the outbox does not grow. */
const sentKeptDays = 7;
const daySeconds = 86_400;

/** Deletes what is kept for a limited time: events that were sent, idempotency keys, and of each tenant what its retention says. */
export async function deleteExpired(ports: SchedulePorts, signal: AbortSignal): Promise<void> {
  const { pool, clock } = ports;
  const now = instantOfDate(clock.now());
  await withSystem(pool, (tx) => deleteSent(tx, addSeconds(now, -sentKeptDays * daySeconds)));
  await withSystem(pool, (tx) => deleteExpiredKeys(tx, now));
  await eachTenant(ports, signal, 'what a tenant keeps no longer could not be deleted', async (tenant) => {
    await withTenant(pool, tenant, async (tx) => expireRecords(tx, { now, rules: await listRetention(tx) }));
  });
}
