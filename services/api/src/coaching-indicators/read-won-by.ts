import type { Instant } from '@stepup/contracts';
import { readIndicator, type Warehouse } from '@stepup/warehouse';

/** Deals won in a period, by person. */
export async function readWonBy(
  warehouse: Warehouse,
  { tenant, from, to, timeZone }: { tenant: string; from: Instant; to: Instant; timeZone: string },
): Promise<ReadonlyMap<string, number>> {
  const rows = await readIndicator(warehouse, 'won_deals', {
    tenant,
    from,
    to,
    asOf: to,
    timeZone,
    currency: null,
    by: 'rep',
    reps: 'all',
  });
  return new Map(rows.map(({ key, n }) => [key, n]));
}
