import { askedInTheirPlace, findingIndicator, recordKinds } from '@stepup/coaching';
import { type DisputeContent, instantOfDate, localDayOf, recordSchemas } from '@stepup/contracts';
import { listOverdueDisputes, type StoredRecord, withTenant } from '@stepup/store';
import type { TenantListing } from '../directory/open-tenant-directory.ts';
import { readHolidaysAhead } from '../questions/read-holidays-ahead.ts';
import { moveByProduct } from '../records/move-by-product.ts';
import { eachTenant } from './each-tenant.ts';
import type { SchedulePorts } from './schedule-ports.ts';

type Dispute = StoredRecord & { readonly content: DisputeContent };

/** Asks the next level wherever nobody has answered a dispute within its five working days. */
export async function passUpDisputes(ports: SchedulePorts, signal: AbortSignal): Promise<void> {
  await eachTenant(ports, signal, 'disputes could not be passed up', (tenant) =>
    passUpDisputesOf(ports, tenant),
  );
}

async function passUpDisputesOf(ports: SchedulePorts, tenant: string): Promise<void> {
  const { pool, directory, clock } = ports;
  const listing = await directory.read(tenant);
  const at = instantOfDate(clock.now());
  const today = localDayOf(at, listing.timeZone);
  const holidays = await readHolidaysAhead(ports, { tenant, today });
  await withTenant(pool, tenant, async (tx) => {
    for (const stored of await listOverdueDisputes(tx, today)) {
      const dispute = { ...stored, content: recordSchemas.dispute.content.parse(stored.content) };
      const passedTo = findNextToAsk(dispute, listing);
      const move = { kind: 'pass_up' as const, ...(passedTo === null ? {} : { passed_to: passedTo }) };
      await moveByProduct(tx, recordKinds.dispute, dispute, move, { at, today, facts: { holidays } });
    }
  });
}

/**
 * Who is asked next: whoever stands above the one who was asked last. A finding is asked of whom the person reports to at first; a number
 * of operations, who stand beside the line, so it enters the line with whom the person reports to.
 */
function findNextToAsk(
  { content, learnerId, coachId }: Pick<Dispute, 'content' | 'learnerId' | 'coachId'>,
  { byId }: Pick<TenantListing, 'byId'>,
): string | null {
  const askedFirst = content.indicator === findingIndicator ? (coachId ?? learnerId) : learnerId;
  const asked = new Set([learnerId, askedFirst, ...content.passed_up.flatMap(({ to }) => to ?? [])]);
  let above = askedInTheirPlace(content) ?? askedFirst;
  // Whoever has left is passed over; a circle of managers ends where it began.
  for (const seen = new Set<string>(); !seen.has(above);) {
    seen.add(above);
    const next = byId.get(above);
    if (next?.managerId === null || next?.managerId === undefined) return null;
    above = next.managerId;
    if (!asked.has(above) && byId.get(above)?.active === true) return above;
  }
  return null;
}
