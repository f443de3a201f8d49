import {
  type CoachingIndicators,
  type CoachingMeasureId,
  coachingMeasureIds,
  coachingMeasures,
  type Instant,
  instantOfDate,
} from '@stepup/contracts';
import { listPseudonyms, withTenant } from '@stepup/store';
import { readCoachingIndicators } from '@stepup/warehouse';
import type { ApiPorts } from '../api-ports.ts';
import { toCoachingRow } from '../coaching-indicators/to-coaching-row.ts';

/** What is counted of one coach by one measure: how often, and how often as it should be. */
interface MeasuredShare {
  readonly measure: CoachingMeasureId;
  readonly value: number | null;
  readonly n: number;
  readonly good: number;
}

/** How somebody has coached over a year. */
export interface CoachingYear {
  readonly pseudonym: string;
  /** Absent for somebody who was erased. */
  readonly personId: string | undefined;
  readonly plans: number;
  readonly shares: readonly MeasuredShare[];
}

const yearMs = 365 * 86_400_000;

/** What the records of the last 365 days say of every coach. */
export async function readCoachingYear(
  { warehouse, pool, directory, clock }: Pick<ApiPorts, 'warehouse' | 'pool' | 'directory' | 'clock'>,
  tenant: string,
): Promise<{ readonly from: Instant; readonly to: Instant; readonly coaches: readonly CoachingYear[] }> {
  const now = clock.now();
  const [from, to] = [instantOfDate(new Date(now.getTime() - yearMs)), instantOfDate(now)];
  const personOf = await withTenant(pool, tenant, listPseudonyms);
  const { timeZone } = await directory.read(tenant);
  const rows = await readCoachingIndicators(warehouse, { tenant, from, until: to, timeZone });
  const coaches = rows.map((row) => {
    const counted = toCoachingRow(row.coach, row, null);
    const shares = coachingMeasureIds.map((measure) => toShare(measure, counted));
    return { pseudonym: row.coach, personId: personOf.get(row.coach), plans: row.plans, shares };
  });
  return { from, to, coaches };
}

function toShare(measure: CoachingMeasureId, counted: CoachingIndicators): MeasuredShare {
  const { value, n } = counted[measure];
  const done = Math.round((value ?? 0) * n);
  return { measure, value, n, good: coachingMeasures[measure].better === 'high' ? done : n - done };
}
