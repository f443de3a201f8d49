import * as z from 'zod';
import { count, fraction, instantText } from './answer-fields.ts';
import { orderedPeriod } from './ordered-period.ts';
import { period } from './query-fields.ts';

/** A count, or a share with what it is of. A share is null where nothing was counted. */
const counted = z.object({ value: z.number().min(0).nullable(), n: count });
const shared = z.object({
  value: fraction.nullable(),
  n: count,
  reason_if_null: z.exactOptional(z.string()),
});

/** What the coaching of one manager looks like; ids as the assessment rules name them. */
const coachingRow = z.object({
  key: z.string().meta({ description: 'The manager, or whoever coaches' }),
  sessions: counted,
  sessions_by_kind: z.record(z.string(), count),
  sessions_by_context: z.record(z.string(), count),
  intentional_share: shared,
  sessions_moved: counted,
  sessions_kept: shared.meta({ description: 'Sessions neither moved nor dropped' }),
  near_call_share: shared.meta({ description: 'Calls prepared within 24 hours before' }),
  near_debrief_share: shared.meta({ description: 'Calls debriefed within 24 hours after' }),
  solution_mix: z.record(z.string(), count),
  switch_to_training: counted,
  cycles_done: counted,
  cycles_learned: counted,
  takeover_share: shared.meta({ description: 'Of joint calls' }),
  reviews_kept: shared.meta({ description: 'Held on the day they were due, or before' }),
  reviews_overdue: counted,
  plan_basis: z.record(z.string(), count),
  plan_self_analysis: shared,
  plan_confirmed: shared,
  observed_in_action: shared,
  rep_measures: shared.meta({ description: 'Measures whose author is the rep' }),
  coach_actions: shared.meta({ description: 'Plans in which the coach promised something' }),
  behaviour_target: shared.meta({ description: 'Plans with a behaviour that can be seen' }),
  behaviour_change: shared,
  training_before_reps: shared.meta({ description: 'Trainings whose coaches were learners before' }),
  hours_agreed: counted.meta({
    description: 'Coaching hours agreed for the months of the period; n agreements',
  }),
  coaching_hours: counted.meta({
    description: 'Hours of sessions held whose length was said; n of them. Null where it was said of none',
  }),
  own_selling: shared
    .extend({ agreed: fraction.nullable().meta({ description: 'Mean of the agreed shares' }) })
    .meta({
      description:
        'Share of the deals won by the manager and those who report to them that the manager won; of managers in the reader’s sight',
    }),
  handovers_open: counted,
  barriers_open: counted,
  barriers_answered: shared.meta({ description: 'Of those answered, within 30 days' }),
  learner_pulse: shared.meta({ description: 'From five answers on' }),
});

/** `GET /v1/coaching-indicators`. */
export const coachingIndicatorsAnswer = z.object({
  rows: z.array(coachingRow),
  from: instantText,
  to: instantText,
});

/** Query of `GET /v1/coaching-indicators`. */
export const coachingIndicatorsQuery = orderedPeriod(
  z.strictObject({ ...period, by: z.enum(['manager']).default('manager') }),
);

export type CoachingIndicators = z.output<typeof coachingRow>;
