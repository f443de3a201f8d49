import type { IndicatorDefinition, IndicatorId } from '@stepup/contracts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { activities } from './activities.ts';
import { advanced } from './advanced.ts';
import { contactsPerDeal } from './contacts-per-deal.ts';
import { entered } from './entered.ts';
import { firstResponseTime } from './first-response-time.ts';
import type { Indicator, IndicatorRow, IndicatorScope } from './indicator.ts';
import { lost } from './lost.ts';
import { open } from './open.ts';
import { stepUpRate } from './step-up-rate.ts';
import { timeInStep } from './time-in-step.ts';
import { winRate } from './win-rate.ts';
import { wonDeals } from './won-deals.ts';
import { wonRevenue } from './won-revenue.ts';

/** Every version of each indicator, the newest first; an older one stays as long as anybody compares with it. */
const indicators: Record<IndicatorId, readonly [Indicator, ...Indicator[]]> = {
  entered: [entered],
  advanced: [advanced],
  lost: [lost],
  open: [open],
  step_up_rate: [stepUpRate],
  time_in_step: [timeInStep],
  win_rate: [winRate],
  won_revenue: [wonRevenue],
  won_deals: [wonDeals],
  activities: [activities],
  contacts_per_deal: [contactsPerDeal],
  first_response_time: [firstResponseTime],
};

/** Every indicator as now defined, what it means, in the order of a deal's life. */
export const indicatorCatalogue: readonly IndicatorDefinition[] = Object.values(indicators).map(
  ([newest, ...earlier]) => ({
    ...newest.definition,
    earlier_versions: earlier.map(({ definition }) => definition.version),
  }),
);

/** One definition of an indicator, the newest unless a version is named; undefined where there is no such version. */
export function findIndicator(id: IndicatorId, version?: number): Indicator | undefined {
  const versions = indicators[id];
  return version === undefined
    ? versions[0]
    : versions.find(({ definition }) => definition.version === version);
}

/** The rows of an indicator as now defined, sorted by key. */
export function readIndicator(
  warehouse: Warehouse,
  id: IndicatorId,
  scope: IndicatorScope,
): Promise<IndicatorRow[]> {
  return indicators[id][0].read(warehouse, scope);
}
