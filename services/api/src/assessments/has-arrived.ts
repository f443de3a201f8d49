import { addSeconds, type Instant } from '@stepup/contracts';
import { readTold, type TenantTransaction } from '@stepup/store';
import { countMissingCoachingEvents, type Warehouse } from '@stepup/warehouse';

/** What was sent longer ago and is still not stored waits in the dead letters, and must not hold up a month for good. */
const waitedForSeconds = 86_400;

/**
 * Whether the warehouse has all that was recorded about coaching before `at`, so that what is counted there is whole. Right after a start, or
 * while ingest is behind, it has not, and evidence would say that nothing happened.
 */
export async function hasArrived(
  tx: TenantTransaction,
  warehouse: Warehouse,
  at: Instant,
): Promise<{ readonly kind: 'arrived' } | { readonly kind: 'on_its_way'; readonly events: number }> {
  const { unsent, sent } = await readTold(tx, {
    appendedBefore: at,
    sentSince: addSeconds(at, -waitedForSeconds),
  });
  const events = unsent + (await countMissingCoachingEvents(warehouse, { tenant: tx.tenant, ids: sent }));
  return events === 0 ? { kind: 'arrived' } : { kind: 'on_its_way', events };
}
