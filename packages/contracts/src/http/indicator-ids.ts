/** The indicators whose ids and meaning are part of the contract. */
export const bindingIndicatorIds = [
  'entered',
  'advanced',
  'lost',
  'open',
  'step_up_rate',
  'time_in_step',
  'win_rate',
  'won_revenue',
  'won_deals',
  'activities',
  'contacts_per_deal',
  'first_response_time',
] as const;

/** Every indicator of the catalogue. */
export const indicatorIds = [
  ...bindingIndicatorIds,
  'activities_per_step',
  'contacts_per_lead',
  'connect_rate',
  'reply_rate',
  'no_show_rate',
  'days_without_contact',
  'worked_within_day',
  'effort_vs_won',
  'first_response_business_time',
  'first_attempts',
  'first_conversation',
  'fc_talk_share',
  'fc_questions',
  'fc_monologue',
  'fc_next_step',
  'reused_text',
  'customer_words',
  'template_share',
  'talk_share',
  'questions',
  'monologue',
  'interruptions',
] as const;

export type IndicatorId = (typeof indicatorIds)[number];
