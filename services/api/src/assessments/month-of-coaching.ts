import { coachSkills } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import {
  countFindingReviews,
  countOfferedPractices,
  listDetectableGaps,
  listPseudonyms,
  type PlanOfMonth,
  type ReviewedFindings,
  type TenantTransaction,
} from '@stepup/store';
import {
  type CoachingIndicatorRow,
  readCoachingIndicators,
  readCompletedTrainings,
  type Warehouse,
} from '@stepup/warehouse';
import { readWonBy } from '../coaching-indicators/read-won-by.ts';
import { type PlanVerdict, readVerdicts } from './read-verdicts.ts';
import { readResultsOfCoaching, type ResultsOfCoaching } from './results-of-coaching.ts';

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
  /** Units of coaching that somebody has completed as a learner up to the end of the month. */
  readonly curriculum: ReadonlyMap<string, number>;
  /** Told of groups alone, and read where they are. */
  readonly results: ResultsOfCoaching | null;
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
    resultsOf,
  }: {
    plans: readonly PlanOfMonth[];
    from: Instant;
    until: Instant;
    timeZone: string;
    /** The month whose results of coaching are read as well; null: none. */
    resultsOf: string | null;
  },
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
    asCoach: byPerson(await readCoachingIndicators(warehouse, { tenant, from, until, timeZone })),
    asLearner: byPerson(
      await readCoachingIndicators(warehouse, { tenant, from, until, timeZone, as: 'learner' }),
    ),
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
    curriculum: await readCompletedTrainings(warehouse, {
      tenant,
      skills: coachSkills.map(({ id }) => id),
      until,
    }),
    results:
      resultsOf === null
        ? null
        : await readResultsOfCoaching(tx, warehouse, { month: resultsOf, asOf: until }),
  };
}
