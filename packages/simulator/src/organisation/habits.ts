/**
 * What a rep does on a deal at a step, in standard deviations of the team: 0 typical, positive better. A habit
 * with a slope carries part of a skill gap, so that a reader of activities can find the cause; a decoy shows
 * just as clearly in the activities and changes nothing.
 */
interface Habit {
  readonly habit: HabitName;
  readonly stageId: string;
  /** Skill of the playbook that the habit belongs to. */
  readonly skill: string;
  /** Change of the log-odds of advancing per standard deviation on the deal. */
  readonly slopeLogit: number;
  /** Where it shows, in words for the page that tells the truth. */
  readonly showsIn: string;
  /** The gap in words, when a rep's mean is low. */
  readonly gapText: string;
}

type HabitName =
  'first_response' | 'early_contacts' | 'customer_people' | 'presenting' | 'close_date_discipline';

/** One habit for each open step, in the order of the steps. */
export const habits: readonly Habit[] = [
  {
    habit: 'first_response',
    stageId: 'lead',
    skill: 'speed_to_lead',
    slopeLogit: 0.45,
    showsIn: 'working hours from creation to the first outbound activity',
    gapText: 'New leads wait long for their first answer.',
  },
  {
    habit: 'early_contacts',
    stageId: 'contacted',
    skill: 'cadence',
    slopeLogit: 0.45,
    showsIn: 'number of outbound contacts in the first ten days of the step',
    gapText: 'Contacted leads get few contacts in their first ten days.',
  },
  {
    habit: 'customer_people',
    stageId: 'qualified',
    skill: 'access',
    slopeLogit: 0.45,
    showsIn: 'number of people on the customer side of meetings, and contacts in the step',
    gapText: 'Cases rest on one person at the customer and few meetings.',
  },
  {
    habit: 'presenting',
    stageId: 'proposal',
    skill: 'presenting',
    slopeLogit: 0.45,
    showsIn: 'a meeting in the first days after the proposal, or mail only',
    gapText: 'Proposals are sent by mail and not presented in a conversation.',
  },
  {
    habit: 'close_date_discipline',
    stageId: 'negotiation',
    skill: 'close_plan',
    slopeLogit: 0.45,
    showsIn: 'how often the expected close date is moved out',
    gapText: 'Expected close dates move out again and again.',
  },
];

export type DecoyName = 'mail_preference' | 'long_calls' | 'talk_share' | 'early_hours';

interface Decoy {
  readonly decoy: DecoyName;
  readonly showsIn: string;
}

export const decoys: readonly Decoy[] = [
  { decoy: 'mail_preference', showsIn: 'share of mails among calls and mails' },
  { decoy: 'long_calls', showsIn: 'duration of calls' },
  { decoy: 'talk_share', showsIn: 'share of the call in which the rep talks' },
  { decoy: 'early_hours', showsIn: 'time of day of outbound activities' },
];
