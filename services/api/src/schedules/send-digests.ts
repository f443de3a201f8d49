import { instantOfDate } from '@stepup/contracts';
import { claimDigest, listReminders, returnDigest, withTenant } from '@stepup/store';
import { readAddresses } from '@stepup/warehouse';
import { Temporal } from 'temporal-polyfill';
import { readAgenda } from '../agenda/read-agenda.ts';
import { writeDigest } from '../digests/write-digest.ts';
import { usualDigest } from '../own-records/reminders.ts';
import { eachTenant } from './each-tenant.ts';
import type { SchedulePorts } from './schedule-ports.ts';

/** Local hours in which a mail of the morning goes out: a job that runs hourly has several chances. */
const morning = { from: 7, until: 11 } as const;
const [monday, friday] = [1, 5];
const horizonDays = 7;

/**
 * Sends to everybody, on working mornings of their tenant, what waits for them: daily or weekly as they chose, nothing where nothing
 * waits. A day's mail is claimed before it is sent, so that it goes out once at most; one that certainly did not go out may be claimed
 * again, and ends this tenant's round: a server that is away is asked again an hour later, not once for everybody.
 */
export async function sendDigests(ports: SchedulePorts, signal: AbortSignal): Promise<void> {
  if (ports.mailer.kind === 'none') return;
  await eachTenant(ports, signal, 'reminders could not be sent', (tenant) =>
    sendDigestsOf(ports, tenant, signal),
  );
}

async function sendDigestsOf(ports: SchedulePorts, tenant: string, signal: AbortSignal): Promise<void> {
  const { pool, warehouse, directory, clock, mailer, log } = ports;
  const listing = await directory.read(tenant);
  const now = instantOfDate(clock.now());
  const local = Temporal.Instant.from(now).toZonedDateTimeISO(listing.timeZone);
  if (local.hour < morning.from || local.hour >= morning.until || local.dayOfWeek > friday) return;
  const day = local.toPlainDate().toString();
  const chosen = await withTenant(pool, tenant, listReminders);
  const due = listing.people.filter(({ personId, active, role }) => {
    const { digest, lastSentOn } = chosen.get(personId) ?? { digest: usualDigest, lastSentOn: null };
    if (!active || role === 'sales_ops' || lastSentOn === day) return false;
    return digest === 'daily' || (digest === 'weekly' && local.dayOfWeek === monday);
  });
  if (due.length === 0) return;
  const addresses = await readAddresses(warehouse, tenant);
  for (const { personId } of due) {
    signal.throwIfAborted();
    const to = addresses.get(personId);
    if (to === undefined) continue;
    const { digest, lastSentOn } = chosen.get(personId) ?? { digest: usualDigest, lastSentOn: null };
    const items = await withTenant(pool, tenant, async (tx) => {
      const waiting = await readAgenda(tx, { listing, personId, now, horizonDays });
      return waiting.length > 0 && (await claimDigest(tx, { personId, digest, day })) ? waiting : [];
    });
    if (items.length === 0) continue;
    const sent = await mailer.send({ to, ...writeDigest({ items, personId, listing, day }) });
    if (sent.kind === 'sent') continue;
    log.warn({ tenant, kind: sent.kind, reason: sent.reason }, 'a reminder could not be sent');
    if (sent.kind !== 'not_sent' && sent.kind !== 'put_off') continue;
    await withTenant(pool, tenant, (tx) => returnDigest(tx, { personId, lastSentOn, day }));
    if (sent.kind === 'not_sent') return;
  }
}
