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

const indicators: Record<IndicatorId, Indicator> = {
  entered,
  advanced,
  lost,
  open,
  step_up_rate: stepUpRate,
  time_in_step: timeInStep,
  win_rate: winRate,
  won_revenue: wonRevenue,
  won_deals: wonDeals,
  activities,
  contacts_per_deal: contactsPerDeal,
  first_response_time: firstResponseTime,
};

/** Every indicator, what it means, in the order of a deal's life. */
export const indicatorCatalogue: readonly IndicatorDefinition[] = Object.values(indicators).map(
  ({ definition }) => definition,
);

/** The rows of an indicator, sorted by key. */
export function readIndicator(
  warehouse: Warehouse,
  id: IndicatorId,
  scope: IndicatorScope,
): Promise<IndicatorRow[]> {
  return indicators[id].read(warehouse, scope);
}
