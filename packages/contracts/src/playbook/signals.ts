/**
 * What a playbook may name as speaking for or against a possible gap. `needsText` ones exist only where a tenant has
 * switched message texts or transcripts on. What has no unit is a number of what its title names.
 */
export const signals = {
  step_up_rate: { title: 'Step-up rate', needsText: false },
  skip_rate: { title: 'Share of skipped steps', needsText: false },
  regress_rate: { title: 'Share of deals that went back a step', needsText: false },
  reopen_rate: { title: 'Share of lost deals opened again', needsText: false },
  time_in_step: { title: 'Time in the step', needsText: false },
  stalled_deals: { title: 'Deals that stand still', needsText: false },
  win_rate_count: { title: 'Win rate by number', needsText: false },
  win_rate_value: { title: 'Win rate by value', needsText: false },
  deal_value: { title: 'Value of a deal', needsText: false },
  open_age: { title: 'Age of open deals', needsText: false },
  activities_per_step: { title: 'Activities in the step', needsText: false },
  contacts_per_lead: { title: 'Contacts per lead', needsText: false },
  contact_days: { title: 'Different days with a contact', needsText: false },
  contact_kinds: { title: 'Different ways of contact', needsText: false },
  connect_rate: { title: 'Share of calls that reach somebody', needsText: false, unit: 'share' },
  reply_rate: { title: 'Share of messages answered', needsText: false, unit: 'share' },
  no_show_rate: { title: 'Share of meetings nobody came to', needsText: false, unit: 'share' },
  days_without_contact: { title: 'Longest time without contact', needsText: false, unit: 'days' },
  worked_within_day: { title: 'Share worked on within a day', needsText: false, unit: 'share' },
  effort_vs_won: { title: 'Contacts beside what won deals received', needsText: false },
  first_response_time: { title: 'Time to the first response', needsText: false, unit: 'hours' },
  first_attempts: { title: 'Attempts before the first conversation', needsText: false },
  first_conversation: { title: 'Share that came to a first conversation', needsText: false, unit: 'share' },
  second_meeting: { title: 'Share with a second conversation', needsText: false, unit: 'share' },
  talk_minutes: { title: 'Minutes of conversation', needsText: false },
  fc_talk_share: { title: 'Own share of talk in the first conversation', needsText: true },
  fc_questions: { title: 'Questions in the first conversation', needsText: true },
  fc_monologue: { title: 'Longest monologue in the first conversation', needsText: true },
  fc_next_step: { title: 'First conversations that end with a next step', needsText: true },
  reused_text: { title: 'Text used before', needsText: true },
  customer_words: { title: 'Words of the customer taken up', needsText: true },
  template_share: { title: 'Share of messages from templates', needsText: true },
  talk_share: { title: 'Own share of talk', needsText: true },
  questions: { title: 'Questions asked', needsText: true },
  monologue: { title: 'Longest monologue', needsText: true },
  interruptions: { title: 'Interruptions', needsText: true },
  close_date_pushes: { title: 'Times the closing date was moved out', needsText: false },
  amount_change: { title: 'Change of the amount since the proposal', needsText: false },
  customer_people: { title: 'Different people at the customer', needsText: false },
  lost_reasons: { title: 'Reasons given for lost deals', needsText: false },
  deal_load: { title: 'Open deals at a time', needsText: false },
  first_seen_late: { title: 'Share of deals first seen after the first stage', needsText: false },
  neighbour_product: { title: 'This step times the neighbouring one', needsText: false },
} as const satisfies Record<string, { title: string; needsText: boolean; unit?: 'share' | 'days' | 'hours' }>;

export type SignalId = keyof typeof signals;

/** True for what a playbook may name. */
export function isSignalId(text: string): text is SignalId {
  return Object.hasOwn(signals, text);
}
