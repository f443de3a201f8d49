import * as z from 'zod';
import { count, fraction, fractionInterval, instantText } from './answer-fields.ts';

/**
 * Shares by which it is told how somebody coaches, with the trap they show and which way is better; ids of the coaching indicators. Those without a trap
 * are practices alone.
 */
export const coachingMeasures = {
  takeover_share: { trap: 'doing', better: 'low' },
  rep_measures: { trap: 'telling', better: 'high' },
  plan_self_analysis: { trap: 'telling', better: 'high' },
  learner_pulse: { trap: 'telling', better: 'high' },
  sessions_kept: { trap: 'time', better: 'high' },
  near_call_share: { trap: 'proximity', better: 'high' },
  near_debrief_share: { trap: 'proximity', better: 'high' },
  reviews_kept: { trap: 'cadence', better: 'high' },
  intentional_share: { trap: null, better: 'high' },
  coach_actions: { trap: null, better: 'high' },
  behaviour_target: { trap: null, better: 'high' },
  observed_in_action: { trap: null, better: 'high' },
  training_before_reps: { trap: null, better: 'high' },
  barriers_answered: { trap: null, better: 'high' },
} as const;

export type CoachingMeasureId = keyof typeof coachingMeasures;

/** Every id of {@link coachingMeasures}. */
export const coachingMeasureIds = Object.keys(coachingMeasures).filter(isCoachingMeasureId);

function isCoachingMeasureId(id: string): id is CoachingMeasureId {
  return Object.hasOwn(coachingMeasures, id);
}

export const coachingMeasureId = z.enum(coachingMeasureIds);
const better = z.enum(['high', 'low']);
const numberInterval = z.tuple([z.number(), z.number()]).meta({ description: '[low, high]' });
const side = z.object({ plans: count, coaches: count });

/** `GET /v1/practice-effects`. */
export const practiceEffectsAnswer = z.object({
  called: z
    .literal('association')
    .meta({ description: 'Never a cause: whoever works by a practice has chosen to' }),
  interval_level: z.literal(0.8),
  looked_at: count.meta({ description: 'How many practices the list was corrected for' }),
  rows: z
    .array(
      z.object({
        practice_id: z.string(),
        title: z.string(),
        skill_id: z.string(),
        state: z.enum(['offered', 'reference']),
        told_by: z.enum(['measure', 'adoption']).meta({
          description:
            'Who works by it: whose own numbers reach its measure over the last year, else who has adopted it before the plan',
        }),
        with: side.nullable(),
        without: side.nullable(),
        difference: z
          .object({ mean: z.number(), interval: numberInterval, p_positive: fraction })
          .nullable()
          .meta({ description: 'Verified effect of plans with it less those without, log-odds, shrunken' }),
        stands_out: z.boolean().meta({
          description: 'On the list of which at most one in ten is expected to have the wrong sign',
        }),
        reason_if_null: z.exactOptional(z.enum(['fewer_than_eight_plans', 'fewer_than_five_coaches'])),
      }),
    )
    .meta({ description: 'By practice, never ranked' }),
});

/** `GET /v1/practice-distances`. */
export const practiceDistancesAnswer = z.object({
  from: instantText,
  to: instantText,
  interval_level: z.literal(0.9),
  rows: z
    .array(
      z.object({
        key: z.string().meta({ description: 'Whoever coaches' }),
        practices: z.array(
          z.object({
            practice_id: z.string(),
            title: z.string(),
            indicator: coachingMeasureId,
            better,
            reference: fraction,
            own: z.object({ value: fraction.nullable(), n: count, interval: fractionInterval.nullable() }),
            distance: z.number().nullable().meta({
              description: 'Points short of the reference, 0.2 = twenty points; 0 where it is reached',
            }),
            reached: z.enum(['yes', 'no', 'cannot_tell']).meta({
              description: 'cannot_tell: the reference lies in the interval, or nothing was counted',
            }),
            adopted: z.boolean(),
          }),
        ),
      }),
    )
    .meta({ description: 'By coach, never ranked' }),
});

/** `GET /v1/coaching-flags`. */
export const coachingFlagsAnswer = z.object({
  from: instantText,
  to: instantText,
  interval_level: z.literal(0.9),
  rows: z
    .array(
      z.object({
        key: z.string(),
        plans: count,
        measures: z.array(
          z.object({
            indicator: coachingMeasureId,
            trap: z.enum(['doing', 'telling', 'time', 'proximity', 'cadence']),
            state: z.enum(['ok', 'not_enough_data', 'team_too_small', 'fewer_than_eight_plans']),
            n: count,
            value: fraction.nullable().meta({ description: 'The indicator as it is counted' }),
            rate: fraction.nullable().meta({ description: 'Share done as it should be, shrunken' }),
            interval: fractionInterval.nullable(),
            typical: fraction.nullable().meta({ description: 'The same of a typical coach' }),
            p_gap: fraction.nullable(),
            tier: z.enum(['strong', 'probable', 'watch', 'none']).meta({
              description: 'As of findings on selling; watch is shown to the coach alone',
            }),
            detectable_gap: fraction.nullable(),
          }),
        ),
      }),
    )
    .meta({ description: 'By coach, never ranked' }),
});

export type PracticeEffects = z.output<typeof practiceEffectsAnswer>;
export type PracticeDistances = z.output<typeof practiceDistancesAnswer>;
export type CoachingFlags = z.output<typeof coachingFlagsAnswer>;
