import * as z from 'zod';
import { count, dayText, fraction, fractionInterval, instantText } from './answer-fields.ts';

const numberInterval = z.tuple([z.number(), z.number()]).meta({ description: '[low, high]' });

const outcomeVerdicts = ['worked', 'no_evidence', 'fell', 'too_early'] as const;

const effectEstimate = z.object({
  points: z.object({ mean: z.number(), interval: numberInterval }).meta({
    description: 'What coaching moved the rate by, 0.06 = six points, luck and team trend taken out',
  }),
  log_odds: z.object({ mean: z.number(), interval: numberInterval, sd: z.number() }),
  baseline_standing: z.exactOptional(z.number()).meta({
    description: 'How the coached stood before, against a typical colleague with the same leads, log-odds',
  }),
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

/** Which saying it is, when it was said, and as of when. */
const version = { version: z.int().min(1), made_at: instantText, as_of: instantText };

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
  seen: z
    .exactOptional(z.object({ reviews: count, last: z.enum(['yes', 'partly', 'no']), last_at: instantText }))
    .meta({
      description:
        'Of a behaviour that no indicator counts: what the two said at reviews since the start. The last one is the verdict',
    }),
});

/** What was said of a plan on one day; never changed afterwards. */
export const verificationContent = z.object({
  pipeline_id: z.string(),
  stage_id: z.string(),
  started_at: instantText,
  quarter_noise: z.exactOptional(z.number().min(0)).meta({
    description:
      'How far a rep comes and goes from quarter to quarter beyond luck, log-odds, as estimated of the tenant when this was first looked at; never changed. 0.15 where it is left out',
  }),
  outcome: outcomeVerification,
  group: outcomeVerification.nullable().meta({
    description: 'Everybody of the team whose coaching on this step started within 45 days, together',
  }),
  behaviour: behaviourVerification.nullable(),
});

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

const shareDone = z.object({
  n: count,
  done: count,
  share: fraction.nullable(),
  interval: fractionInterval.nullable(),
});

/** `GET /v1/effects`. */
export const effectsAnswer = z.object({
  by: z.enum(['manager', 'skill', 'kind']),
  interval_level: z.literal(0.8),
  placebo: z
    .object({
      fake_starts: count,
      reported: count,
      rate: fraction,
      interval: fractionInterval,
      as_of: instantText,
    })
    .nullable()
    .meta({
      description:
        'How often an effect is reported of people who were never coached, as if they had been half a year before; at most seven in a hundred are to be expected',
    }),
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
        choices: z.exactOptional(
          z
            .object({
              flags_started: shareDone.meta({
                description:
                  'Strong flags of the last year that got a coaching start within 14 days; those that turned out to be none are not counted',
              }),
              wait_lists: shareDone.meta({ description: 'Campaigns in which a lot decided who waits' }),
              verdicts_reached: shareDone.meta({
                description:
                  'Of focuses that were looked at, those no longer too early to tell; plans that continue one focus count once',
              }),
            })
            .meta({ description: 'By manager: what a manager decides, whatever the effects turn out to be' }),
        ),
      }),
    )
    .meta({ description: 'By key, never ranked; effects in log-odds, pooled towards the company' }),
});

const armCounts = z.object({
  people: count,
  entered: count,
  exposure: z.number().min(0),
  advanced: z.number().min(0),
});

const drawnOutcome = z.object({
  verdict: z.enum(outcomeVerdicts),
  planned_at: instantText.meta({ description: 'When those who wait start: then it is told, once' }),
  now: armCounts.meta({ description: 'Those who started by lot; entries from two weeks after the start on' }),
  later: armCounts.meta({ description: 'Those who wait; the same days' }),
  effect: z
    .object({
      points: z.object({ mean: z.number(), interval: numberInterval }).meta({
        description: 'What coaching moved the rate by, 0.06 = six points, by the lot alone',
      }),
      log_odds: z.object({ mean: z.number(), interval: numberInterval }),
      expected_rate: fraction.meta({ description: 'Of those who started, as it would have been without' }),
      chance_of_rise: fraction.meta({
        description: 'Share of the lots that would have shown as much of a rise where coaching does nothing',
      }),
      chance_of_fall: fraction,
      lots: count.meta({ description: 'How many lots it was compared with' }),
      exhaustive: z.boolean().meta({ description: 'Whether these are all that could have fallen' }),
    })
    .nullable()
    .meta({ description: 'Null before the planned day, so that nobody stops where it looks well' }),
  relevant_effect_excluded: z.boolean(),
  lacks: z.array(z.enum(['no_baseline', 'nothing_entered', 'follow_up_ended_early', 'ended_early'])),
});

const measuredBehaviour = z.object({ value: z.number().nullable(), n: count });

/** What was said of a campaign on one day; never changed afterwards. */
export const campaignEffectContent = z.object({
  pipeline_id: z.string(),
  stage_id: z.string(),
  started_at: instantText,
  design: z.enum(['randomised', 'compared', 'no_comparison']).meta({
    description:
      'randomised: against a wait-list drawn by lot; compared: against colleagues who are not in it; no_comparison: everybody was coached at once, ' +
      'so what the period did cannot be told from what the coaching did',
  }),
  verdict: z.enum(outcomeVerdicts),
  planned_at: instantText,
  quarter_noise: z.exactOptional(z.number().min(0)).meta({
    description:
      'How far a rep comes and goes from quarter to quarter beyond luck, log-odds, as estimated of the tenant when this was first looked at; never changed. 0.15 where it is left out',
  }),
  drawn: drawnOutcome.nullable(),
  compared: outcomeVerification.nullable(),
  observed: z
    .object({
      before: z.object({ entered: count, advanced: count }),
      since: z.object({ entered: count, advanced: count }),
    })
    .meta({ description: 'Of those who started, deals whose horizon has passed; alone it proves nothing' }),
  kept: z
    .object({
      people: count,
      started_early: count.meta({
        description: 'Of those who wait, with a plan on this step before their day',
      }),
      left: count.meta({ description: 'Left, or changed team or role meanwhile' }),
    })
    .meta({ description: 'How far the lot was kept to; everybody counts where they were drawn' }),
  behaviour: z
    .object({
      verdict: z.enum(['changed', 'not_yet', 'not_seen']),
      indicator: z.string(),
      target: z.number(),
      by: dayText,
      before: measuredBehaviour,
      now: measuredBehaviour,
      later: measuredBehaviour.nullable(),
    })
    .nullable(),
});

/** `GET /v1/campaigns/{id}/effect`. */
export const campaignEffectAnswer = z.object({
  campaign_id: z.string(),
  interval_level: z.literal(0.9),
  current: campaignEffectContent.extend(version).nullable(),
  reason_if_null: z.exactOptional(z.enum(['not_started', 'not_computed', 'for_those_who_lead_it'])),
  versions: z
    .array(z.object({ ...version, verdict: z.enum(outcomeVerdicts) }))
    .meta({ description: 'Newest first; late data make a new version' }),
});

export type CampaignEffectContent = z.output<typeof campaignEffectContent>;
export type VerificationContent = z.output<typeof verificationContent>;
export type OutcomeVerification = z.output<typeof outcomeVerification>;
export type BehaviourVerification = z.output<typeof behaviourVerification>;
export type EffectsAnswer = z.output<typeof effectsAnswer>;
