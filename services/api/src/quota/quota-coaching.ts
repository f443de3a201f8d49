import { addMonths } from '@stepup/assessment-rules';
import { type AttainmentOfRep, compareAttainment } from '@stepup/coaching';
import {
  instantOfDate,
  type QuotaCoachingAnswer,
  quotaCoachingAnswer,
  quotaCoachingQuery,
} from '@stepup/contracts';
import { withTenant } from '@stepup/store';
import { type AttainmentOfMonth, readAttainmentByMonth } from '@stepup/warehouse';
import { sayQuotaShares } from '@stepup/wording/quota-sentences';
import { smallestGroup } from '../access/access-table.ts';
import type { PlanVerdict } from '../assessments/read-verdicts.ts';
import { beginOfMonth } from '../assessments/begin-of-month.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { attainmentSeed, toAttainmentOfReps } from './attainment-of-reps.ts';
import { type CoachingByMonth, readCoachingByMonth } from './coaching-by-month.ts';

/** Of intervals in answers. */
const level = 0.9;
const basis =
  'Up to three months from the start of coaching on, less what the comparison group lets expect of somebody with the same attainment before, in the same months.';

/** `GET /v1/quota-coaching`: attainment beside coaching received. */
export const quotaCoachingEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/quota-coaching',
  operationId: 'readQuotaCoaching',
  summary: 'Quota attainment beside coaching received, and what the difference is',
  description:
    'By rep and month what was sold of a quota and what coaching there was: plans, sessions by kind, what verification says. The ' +
    'difference is that against reps of the tenant who were not coached, with its interval and what it is worth; it is told of five people or ' +
    'more. The bare shares stand beside it with why they prove nothing. Above the direct manager only sums are shown of those one does not lead.',
  access: 'quota_coaching.read',
  query: quotaCoachingQuery,
  answer: quotaCoachingAnswer,
  problems: [],
  async handle({ ports, viewer, query }) {
    const { tenant } = viewer;
    const profile = await ports.readProfile(tenant);
    const { timeZone, fiscalYearStartMonth } = profile;
    const now = instantOfDate(ports.clock.now());
    const from = beginOfMonth(query.from_month, timeZone);
    const to = beginOfMonth(addMonths(query.to_month, 1), timeZone);
    const currency = await ports.readCurrency(tenant, profile);
    const scope = { tenant, from, to, asOf: now, timeZone, currency, fiscalYearStartMonth };
    const sold = await readAttainmentByMonth(ports.warehouse, scope);
    const months = [...new Set(sold.map(({ month }) => month))].toSorted();
    const coaching = await withTenant(ports.pool, tenant, (tx) =>
      readCoachingByMonth(tx, ports.warehouse, { months, timeZone }),
    );
    // A month that is not over says nothing about its quota yet.
    const over = sold.filter(({ month }) => beginOfMonth(addMonths(month, 1), timeZone) <= now);
    const reps = toAttainmentOfReps(over, coaching.startOf, query.to_month);
    const mayNameCoaching =
      viewer.sees.kind === 'people' ? new Set(viewer.sees.personIds) : new Set<string>();
    const rows = sold
      .filter(({ repId }) => mayNameCoaching.has(repId))
      .map((entry) => toRow(entry, coaching));
    return {
      kind: 'answer',
      body: {
        rows,
        currency,
        comparison: toComparison(reps),
        shares: toShares(reps),
        interval_level: level,
        as_of: now,
      },
    };
  },
});

function toComparison(reps: readonly AttainmentOfRep[]): QuotaCoachingAnswer['comparison'] {
  const compared = compareAttainment(reps, attainmentSeed);
  const started = reps.filter(({ coachedFrom }) => coachedFrom !== null).length;
  const counted = { coached: started, comparison_group: reps.length - started, basis };
  if (compared.kind !== 'compared') {
    const unknown = { difference: null, interval: null, worth: null, worth_interval: null };
    return { ...counted, ...unknown, reason_if_null: compared.kind };
  }
  const { difference, interval, coached, quotaAfter } = compared;
  const worth = (value: number) => (value * quotaAfter).toFixed(2);
  return {
    ...counted,
    coached,
    difference,
    interval: [interval.lower, interval.upper],
    worth: worth(difference),
    worth_interval: [worth(interval.lower), worth(interval.upper)],
    reason_if_null: null,
  };
}

/**
 * Months in which quota was reached. A month counts where five reps or more with coaching, or without, had a quota in it, so that no two
 * periods differ by fewer people.
 */
function toShares(reps: readonly AttainmentOfRep[]): QuotaCoachingAnswer['shares'] {
  const entries = reps.flatMap(({ coachedFrom, months }) =>
    months.map(({ month, attainment }) => ({
      month,
      isWith: coachedFrom !== null && month >= coachedFrom,
      reached: attainment >= 1,
    })),
  );
  const count = (isWith: boolean) => {
    const ofGroup = entries.filter((entry) => entry.isWith === isWith);
    const large = [...Map.groupBy(ofGroup, ({ month }) => month).values()]
      .filter((ofMonth) => ofMonth.length >= smallestGroup)
      .flat();
    return { reached: large.filter(({ reached }) => reached).length, of: large.length };
  };
  const [withCoaching, without] = [count(true), count(false)];
  if (withCoaching.of === 0 || without.of === 0) return null;
  return {
    with_coaching: withCoaching,
    without,
    told: [...sayQuotaShares(withCoaching, without)],
  };
}

function toRow(
  { repId, month, quota, won, wonDeals }: AttainmentOfMonth,
  coaching: CoachingByMonth,
): QuotaCoachingAnswer['rows'][number] {
  const received = coaching.received.get(month)?.get(repId);
  const plan = coaching.plans.get(month)?.get(repId);
  const start = coaching.startOf.get(repId);
  const told = plan === undefined ? undefined : coaching.verdicts.get(plan.id);
  return {
    rep_id: repId,
    month,
    quota: quota.toFixed(2),
    won: won.toFixed(2),
    won_deals: wonDeals,
    attainment: won / quota,
    coached: start !== undefined && month >= start,
    plan_id: plan?.id ?? null,
    sessions: received?.sessions ?? 0,
    sessions_by_kind: {
      developmental: received?.developmental ?? 0,
      strategic: received?.strategic ?? 0,
      tactical: received?.tactical ?? 0,
      opportunistic: received?.opportunistic ?? 0,
    },
    effect: told?.effect === null || told?.effect === undefined ? null : toEffect(told.effect),
    verdict: told?.outcome ?? null,
  };
}

function toEffect({
  mean,
  interval: [low, high],
}: NonNullable<PlanVerdict['effect']>): NonNullable<QuotaCoachingAnswer['rows'][number]['effect']> {
  return { mean, interval: [low, high] };
}
