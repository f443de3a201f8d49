import { addMonths } from '@stepup/assessment-rules';
import {
  listFirstPlanMonths,
  listPlansOfMonth,
  listPseudonyms,
  type PlanOfMonth,
  type TenantTransaction,
} from '@stepup/store';
import { type CoachingIndicatorRow, readCoachingIndicators, type Warehouse } from '@stepup/warehouse';
import { beginOfMonth } from '../assessments/begin-of-month.ts';
import { type PlanVerdict, readVerdicts } from '../assessments/read-verdicts.ts';

/** Coaching that people received, month by month. */
export interface CoachingByMonth {
  readonly plans: ReadonlyMap<string, ReadonlyMap<string, PlanOfMonth>>;
  readonly received: ReadonlyMap<string, ReadonlyMap<string, CoachingIndicatorRow>>;
  readonly verdicts: ReadonlyMap<string, PlanVerdict>;
  /** The first month ever in which somebody had a plan, so that whoever asks about another period counts the same people as coached. */
  readonly startOf: ReadonlyMap<string, string>;
}

/** @param months in order, of the tenant's zone */
export async function readCoachingByMonth(
  tx: TenantTransaction,
  warehouse: Warehouse,
  { months, timeZone }: { months: readonly string[]; timeZone: string },
): Promise<CoachingByMonth> {
  const personOf = await listPseudonyms(tx);
  const plans = new Map<string, ReadonlyMap<string, PlanOfMonth>>();
  const received = new Map<string, ReadonlyMap<string, CoachingIndicatorRow>>();
  for (const month of months) {
    const agreed = await listPlansOfMonth(tx, month);
    plans.set(month, new Map(agreed.map((plan) => [plan.repId, plan])));
    const rows = await readCoachingIndicators(warehouse, {
      tenant: tx.tenant,
      from: beginOfMonth(month, timeZone),
      until: beginOfMonth(addMonths(month, 1), timeZone),
      timeZone,
      as: 'learner',
    });
    received.set(
      month,
      new Map(
        rows.flatMap((row) => {
          const personId = personOf.get(row.coach);
          return personId === undefined ? [] : [[personId, row] as const];
        }),
      ),
    );
  }
  const planIds = [...plans.values()].flatMap((ofMonth) => [...ofMonth.values()].map(({ id }) => id));
  return {
    plans,
    received,
    verdicts: await readVerdicts(tx, planIds),
    startOf: await listFirstPlanMonths(tx),
  };
}
