import * as z from 'zod';
import { count, dayText, fraction, instantText } from './answer-fields.ts';

const numberInterval = z.tuple([z.number(), z.number()]).meta({ description: '[low, high]' });

const outcomeVerdicts = ['worked', 'no_evidence', 'fell', 'too_early'] as const;

const effectEstimate = z.object({
  points: z.object({ mean: z.number(), interval: numberInterval }).meta({
    description: 'What coaching moved the rate by, 0.06 = six points, luck and team trend taken out',
  }),
  log_odds: z.object({ mean: z.number(), interval: numberInterval, sd: z.number() }),
  p_rise: fraction,
  expected_rate: fraction.meta({ description: 'Without coaching: rebound, team trend and leads counted in' }),
  observed: z.object({
    entered: count,
    exposure: z.number().min(0),
    advanced: z.number().min(0),
    rate: fraction.nullable(),
  }),
  period_shift: z.number().meta({ description: 'How the period moved everybody, log-odds' }),
  comparison_group: z.object({ people: count }).meta({
    description: 'Colleagues of the team not coached on this step until then',
  }),
});

const outcomeVerification = z.object({
  verdict: z.enum(outcomeVerdicts),
  decided_at: instantText.nullable(),
  planned_at: instantText.meta({ description: 'Fixed when it was first looked at; never moved' }),
  provable: z.enum(['decidable', 'only_a_large_effect', 'not_decidable']),
  people: count,
  effect: effectEstimate.nullable(),
  relevant_effect_excluded: z.boolean(),
  lacks: z.array(z.enum(['no_baseline', 'too_few_controls', 'nothing_entered', 'follow_up_ended_early'])),
  looks: z.array(z.object({ at: instantText, reading: z.enum(['worked', 'fell', 'unclear']) })),
});

const behaviourVerification = z.object({
  verdict: z.enum(['changed', 'not_yet', 'not_seen']),
  indicator: z.string(),
  baseline: z.number(),
  target: z.number(),
  by: dayText,
  value: z.number().nullable(),
  n: count,
  reason_if_null: z.exactOptional(z.enum(['not_in_catalogue', 'nothing_counted'])),
});

/** What was said of a plan on one day; never changed afterwards. */
export const verificationContent = z.object({
  pipeline_id: z.string(),
  stage_id: z.string(),
  started_at: instantText,
  outcome: outcomeVerification,
  group: outcomeVerification.nullable().meta({
    description: 'Everybody of the team whose coaching on this step started within 45 days, together',
  }),
  behaviour: behaviourVerification.nullable(),
});

const version = { version: z.int().min(1), made_at: instantText, as_of: instantText };

/** `GET /v1/plans/{id}/verification`. */
export const planVerificationAnswer = z.object({
  plan_id: z.string(),
  interval_level: z.literal(0.9),
  current: verificationContent.extend(version).nullable(),
  reason_if_null: z.exactOptional(z.enum(['not_active', 'no_outcome', 'not_computed'])),
  versions: z
    .array(
      z.object({
        ...version,
        outcome: z.enum(outcomeVerdicts),
        behaviour: behaviourVerification.shape.verdict.nullable(),
      }),
    )
    .meta({ description: 'Newest first; late data make a new version' }),
});

/** Query of `GET /v1/effects`. */
export const effectsQuery = z.strictObject({ by: z.enum(['manager', 'skill', 'kind']) });

/** `GET /v1/effects`. */
export const effectsAnswer = z.object({
  by: z.enum(['manager', 'skill', 'kind']),
  interval_level: z.literal(0.8),
  rows: z
    .array(
      z.object({
        key: z.string(),
        plans: count,
        effect: z
          .object({ mean: z.number(), interval: numberInterval, p_above_company: fraction })
          .nullable(),
        reliability: fraction.nullable(),
        reason_if_null: z.exactOptional(z.enum(['fewer_than_eight_plans', 'too_unsure'])),
      }),
    )
    .meta({ description: 'By key, never ranked; effects in log-odds, pooled towards the company' }),
});

export type VerificationContent = z.output<typeof verificationContent>;
export type OutcomeVerification = z.output<typeof outcomeVerification>;
export type BehaviourVerification = z.output<typeof behaviourVerification>;
export type EffectsAnswer = z.output<typeof effectsAnswer>;
