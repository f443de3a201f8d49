import { addMonths } from '@stepup/assessment-rules';
import { type AttainmentOfRep, compareAttainment } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import {
  listFirstPlanMonths,
  type PlaceboCheck,
  readPlaceboCheck,
  type TenantTransaction,
} from '@stepup/store';
import { poolEffects } from '@stepup/verification';
import { readAttainmentByMonth, readCurrency, readTenantProfile, type Warehouse } from '@stepup/warehouse';
import { smallestGroup } from '../access/access-table.ts';
import { attainmentSeed, toAttainmentOfReps } from '../quota/attainment-of-reps.ts';
import { type CoachedEffect, readCoachedEffects } from '../verification/read-coached-effects.ts';
import { sayEffect, sayNothing, sayShare } from './evidence.ts';
import { beginOfMonth } from './begin-of-month.ts';

type Said = ReturnType<typeof sayNothing>;

/** What coaching did to results of selling, told of groups alone. */
export interface ResultsOfCoaching {
  readonly effects: readonly CoachedEffect[];
  readonly attainment: readonly AttainmentOfRep[];
  readonly placebo: PlaceboCheck | null;
}

/** Quota is looked at over a year, up to the month. */
const months = 12;

/** Effects as they were last told, and quotas beside coaching in the year up to the end of a month. */
export async function readResultsOfCoaching(
  tx: TenantTransaction,
  warehouse: Warehouse,
  { month, asOf }: { month: string; asOf: Instant },
): Promise<ResultsOfCoaching> {
  const { tenant } = tx;
  const profile = await readTenantProfile(warehouse, tenant);
  const { timeZone, fiscalYearStartMonth } = profile;
  const sold = await readAttainmentByMonth(warehouse, {
    tenant,
    from: beginOfMonth(addMonths(month, 1 - months), timeZone),
    to: beginOfMonth(addMonths(month, 1), timeZone),
    asOf,
    timeZone,
    currency: await readCurrency(warehouse, tenant, profile),
    fiscalYearStartMonth,
  });
  return {
    effects: await readCoachedEffects(tx),
    attainment: toAttainmentOfReps(sold, await listFirstPlanMonths(tx), month),
    placebo: await readPlaceboCheck(tx),
  };
}

/** What the plans of these coaches did together, pooled towards those of everybody else. */
export function sayPooledEffect(effects: readonly CoachedEffect[], coachIds: readonly string[]): Said {
  // No person has this id.
  const ofGroup = '';
  const pooled = poolEffects(
    effects.map(({ coachId, campaign, mean, sd }) => ({
      key: coachIds.includes(coachId) ? ofGroup : coachId,
      campaign,
      mean,
      sd,
    })),
  ).find(({ key }) => key === ofGroup);
  if (pooled === undefined || pooled.kind === 'too_few_plans') return sayNothing('fewer_than_eight_plans');
  if (pooled.kind === 'too_unsure') return sayNothing('too_unsure');
  return sayEffect(pooled.mean, pooled.plans, pooled.interval);
}

/**
 * What these people attained since they were coached, against everybody who was not. Not told where so few others were coached that the
 * organisation's own number would give theirs away.
 */
export function sayQuotaGap(attainment: readonly AttainmentOfRep[], learnerIds: readonly string[]): Said {
  const others = attainment.filter(
    ({ repId, coachedFrom }) => coachedFrom !== null && !learnerIds.includes(repId),
  ).length;
  if (others > 0 && others < smallestGroup) return sayNothing('fewer_than_five');
  const compared = compareAttainment(
    attainment.filter(({ repId, coachedFrom }) => coachedFrom === null || learnerIds.includes(repId)),
    attainmentSeed,
  );
  if (compared.kind !== 'compared') return sayNothing(compared.kind);
  return sayEffect(compared.difference, compared.coached, compared.interval);
}

/** Of the fake starts of people who were never coached, in how many verification reported an effect; of the whole organisation. */
export function sayPlaceboRate(placebo: PlaceboCheck | null): Said {
  return placebo === null ? sayNothing('not_told_yet') : sayShare(placebo.reported, placebo.fakeStarts);
}
