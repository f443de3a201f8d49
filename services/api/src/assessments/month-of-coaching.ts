import { type Instant, instantOfDate } from '@stepup/contracts';
import {
  countFindingReviews,
  countOfferedPractices,
  listDetectableGaps,
  listPseudonyms,
  type PlanOfMonth,
  type ReviewedFindings,
  type TenantTransaction,
} from '@stepup/store';
import { type CoachingIndicatorRow, readCoachingIndicators, type Warehouse } from '@stepup/warehouse';
import { Temporal } from 'temporal-polyfill';
import { readWonBy } from '../coaching-indicators/read-won-by.ts';
import { type PlanVerdict, readVerdicts } from './read-verdicts.ts';

/** Everything that assessments of a month take their evidence from, by person. */
export interface MonthOfCoaching {
  readonly asCoach: ReadonlyMap<string, CoachingIndicatorRow>;
  readonly asLearner: ReadonlyMap<string, CoachingIndicatorRow>;
  readonly plans: readonly PlanOfMonth[];
  readonly verdicts: ReadonlyMap<string, PlanVerdict>;
  /** Smallest gap that could have been seen, by the finding a plan started from; n beside it. */
  readonly detectable: ReadonlyMap<string, { readonly gap: number; readonly n: number }>;
  readonly reviewed: ReadonlyMap<string, ReviewedFindings>;
  readonly practices: ReadonlyMap<string, number>;
  readonly wonBy: ReadonlyMap<string, number>;
}

/** The first moment of a month in a zone. */
export function beginOfMonth(month: string, timeZone: string): Instant {
  const begin = Temporal.PlainDate.from(`${month}-01`).toZonedDateTime(timeZone);
  return instantOfDate(new Date(begin.epochMilliseconds));
}

/** Reads the records of a tenant's month, half-open, beside its plans. Grows with people and their records of one month. */
export async function readMonthOfCoaching(
  tx: TenantTransaction,
  warehouse: Warehouse,
  {
    plans,
    from,
    until,
    timeZone,
  }: { plans: readonly PlanOfMonth[]; from: Instant; until: Instant; timeZone: string },
): Promise<MonthOfCoaching> {
  const { tenant } = tx;
  const personOf = await listPseudonyms(tx);
  const byPerson = (rows: readonly CoachingIndicatorRow[]) =>
    new Map(
      rows.flatMap((row) => {
        const personId = personOf.get(row.coach);
        return personId === undefined ? [] : [[personId, row] as const];
      }),
    );
  const reviewed = await countFindingReviews(tx, { from, until });
  return {
    asCoach: byPerson(await readCoachingIndicators(warehouse, { tenant, from, until })),
    asLearner: byPerson(await readCoachingIndicators(warehouse, { tenant, from, until, as: 'learner' })),
    plans,
    verdicts: await readVerdicts(
      tx,
      plans.map(({ id }) => id),
    ),
    detectable: await listDetectableGaps(
      tx,
      plans.flatMap(({ diagnosisId }) => (diagnosisId === null ? [] : [diagnosisId])),
    ),
    reviewed: new Map(reviewed.map((findings) => [findings.repId, findings])),
    practices: await countOfferedPractices(tx, { until }),
    wonBy: await readWonBy(warehouse, { tenant, from, to: until, timeZone }),
  };
}
