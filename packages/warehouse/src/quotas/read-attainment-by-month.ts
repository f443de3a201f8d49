import type { Warehouse } from '../engine/open-warehouse.ts';
import type { IndicatorScope } from '../indicators/indicator.ts';
import { moneyProblem } from '../indicators/money-row.ts';
import { readAttainmentBasis } from '../indicators/quota-attainment.ts';
import { quotaOfMonth } from './read-quotas.ts';

/** What one rep sold of their own quota in one whole month, in the tenant's currency. */
export interface AttainmentOfMonth {
  readonly repId: string;
  readonly month: string;
  readonly quota: number;
  readonly won: number;
  readonly wonDeals: number;
}

/**
 * Attainment by rep and month, of months that lie in the period as a whole and reps who had a quota of their own then. Amounts that have no
 * rate into the tenant's currency leave their month out.
 */
export async function readAttainmentByMonth(
  warehouse: Warehouse,
  scope: Omit<IndicatorScope, 'by' | 'reps'>,
): Promise<readonly AttainmentOfMonth[]> {
  const { months, quotas, cells } = await readAttainmentBasis(warehouse, {
    ...scope,
    by: 'rep',
    reps: 'all',
  });
  const holders = [...new Set([...quotas.values()].map(({ personId }) => personId))].toSorted();
  const wonOf = Map.groupBy(cells, ({ rep, month }) => JSON.stringify([rep, month]));
  return months
    .filter(({ share }) => share === 1)
    .flatMap(({ month, quarter }) =>
      holders.flatMap((repId): AttainmentOfMonth[] => {
        const quota = quotaOfMonth(quotas, { personId: repId, scope: 'own', month, quarter });
        if (quota === undefined || quota.amount <= 0 || quota.lacksRate || quota.isUnsettled) return [];
        const sold = wonOf.get(JSON.stringify([repId, month])) ?? [];
        if (sold.some((cell) => moneyProblem(cell) !== null)) return [];
        return [
          {
            repId,
            month,
            quota: quota.amount,
            won: sold.reduce((sum, { revenue }) => sum + revenue, 0),
            wonDeals: sold.reduce((sum, { won }) => sum + won, 0),
          },
        ];
      }),
    );
}
