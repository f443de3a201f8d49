import { instantOfDate, type SessionPreparation } from '@stepup/contracts';
import { readCallsAround, type Warehouse } from '@stepup/warehouse';

const windowMs = 14 * 86_400_000;
const mostShown = 5;

/** How often the learner talks to customers, and the next calls that the two could prepare. */
export async function readActivitiesAround(
  warehouse: Warehouse,
  { tenant, repId, now }: { tenant: string; repId: string; now: Date },
): Promise<SessionPreparation['roam']['activities']> {
  const around = (from: number, to: number) =>
    readCallsAround(warehouse, {
      tenant,
      repId,
      from: instantOfDate(new Date(from)),
      to: instantOfDate(new Date(to)),
      limit: 1_000,
    });
  const at = now.getTime();
  const [past, coming] = [await around(at - windowMs, at), await around(at, at + windowMs)];
  return {
    calls_last_14_days: past.length,
    calls_next_14_days: coming.length,
    coming: coming.slice(0, mostShown).map(({ activityId, kind, dealId, startsAt }) => ({
      activity_id: activityId,
      kind,
      deal_id: dealId,
      starts_at: startsAt,
    })),
  };
}
