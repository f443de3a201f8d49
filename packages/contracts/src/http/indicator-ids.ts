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
export const indicatorIds = [...bindingIndicatorIds] as const;

export type IndicatorId = (typeof indicatorIds)[number];
