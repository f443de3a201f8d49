import { attainmentForecast } from './attainment-forecast.ts';
import type { IndicatorDefinition, IndicatorId } from '@stepup/contracts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { activities } from './activities.ts';
import { activitiesPerStep } from './activities-per-step.ts';
import { firstAttempts, firstConversation, workedWithinDay } from './arrival-work.ts';
import {
  customerWords,
  fcMonologue,
  fcNextStep,
  fcQuestions,
  fcTalkShare,
  interruptions,
  monologue,
  questions,
  reusedText,
  talkShare,
  templateShare,
} from './content-indicators.ts';
import { firstResponseBusinessTime } from './first-response-business-time.ts';
import { daysWithoutContact, effortVsWon } from './step-work.ts';
import { connectRate, noShowRate, replyRate } from './work-shares.ts';
import { matureRate } from './mature-rate.ts';
import { skipRate } from './skip-rate.ts';
import { regressRate } from './regress-rate.ts';
import { reopenRate } from './reopen-rate.ts';
import { stalledDeals } from './stalled-deals.ts';
import { winRateValue } from './win-rate-value.ts';
import { salesVelocity } from './sales-velocity.ts';
import { dealValue } from './deal-value.ts';
import { openAge } from './open-age.ts';
import { firstSeenLate } from './first-seen-late.ts';
import { neighbourProduct } from './neighbour-product.ts';
import { closeDatePushes } from './close-date-pushes.ts';
import { amountChange } from './amount-change.ts';
import { customerPeople } from './customer-people.ts';
import { lostReasons } from './lost-reasons.ts';
import { dealLoad } from './deal-load.ts';
import { quotaAttainment } from './quota-attainment.ts';
import { advanced } from './advanced.ts';
import { contactsPerDeal } from './contacts-per-deal.ts';
import { contactsPerLead, contactsPerLeadEver } from './contacts-per-lead.ts';
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
  activities_per_step: [activitiesPerStep],
  contacts_per_lead: [contactsPerLead, contactsPerLeadEver],
  connect_rate: [connectRate],
  reply_rate: [replyRate],
  no_show_rate: [noShowRate],
  days_without_contact: [daysWithoutContact],
  worked_within_day: [workedWithinDay],
  effort_vs_won: [effortVsWon],
  first_response_business_time: [firstResponseBusinessTime],
  first_attempts: [firstAttempts],
  first_conversation: [firstConversation],
  fc_talk_share: [fcTalkShare],
  fc_questions: [fcQuestions],
  fc_monologue: [fcMonologue],
  fc_next_step: [fcNextStep],
  reused_text: [reusedText],
  customer_words: [customerWords],
  template_share: [templateShare],
  talk_share: [talkShare],
  questions: [questions],
  monologue: [monologue],
  interruptions: [interruptions],
  mature_rate: [matureRate],
  skip_rate: [skipRate],
  regress_rate: [regressRate],
  reopen_rate: [reopenRate],
  stalled_deals: [stalledDeals],
  win_rate_value: [winRateValue],
  sales_velocity: [salesVelocity],
  deal_value: [dealValue],
  open_age: [openAge],
  first_seen_late: [firstSeenLate],
  neighbour_product: [neighbourProduct],
  close_date_pushes: [closeDatePushes],
  amount_change: [amountChange],
  customer_people: [customerPeople],
  lost_reasons: [lostReasons],
  deal_load: [dealLoad],
  quota_attainment: [quotaAttainment],
  attainment_forecast: [attainmentForecast],
};

/** Every indicator as now defined, what it means, in the order of a deal's life. */
export const indicatorCatalogue: readonly IndicatorDefinition[] = Object.values(indicators).map(
  ([newest, ...earlier]) => ({
    ...newest.definition,
    earlier_versions: earlier.map(({ definition }) => definition),
  }),
);

/** One definition of an indicator, the newest unless a version is named; undefined where there is no such version. */
export function findIndicator(id: IndicatorId, version?: number): Indicator | undefined {
  const versions = indicators[id];
  return version === undefined
    ? versions[0]
    : versions.find(({ definition }) => definition.version === version);
}

/** The definition that was in force on a day (`2026-11-29`): what was agreed on then is measured by it. */
export function findIndicatorInForce(id: IndicatorId, day: string): Indicator {
  const [newest, ...earlier] = indicators[id];
  const inForce = ({ definition: { changed } }: Indicator): boolean =>
    changed === undefined || changed.on <= day;
  return [newest, ...earlier].find(inForce) ?? newest;
}

/** The rows of an indicator as now defined, sorted by key. */
export function readIndicator(
  warehouse: Warehouse,
  id: IndicatorId,
  scope: IndicatorScope,
): Promise<IndicatorRow[]> {
  return indicators[id][0].read(warehouse, scope);
}
