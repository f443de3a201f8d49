import * as z from 'zod';

const probability = z.number().min(0).max(1);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);

/**
 * What a simulated organisation was made from, as JSON. Rates are chances of advancing from a step within its
 * horizon, over the rep's own mix of cases; `_logit` values are log-odds.
 */
export const truthSchema = z.object({
  generator: z.object({
    name: z.literal('stepup-organisation'),
    /** Rises whenever the same options give other events. */
    version: z.int(),
    seed: z.int(),
    starts_at: instant,
    ends_at: instant,
    months: z.int(),
    scale: z.number(),
    natural_spread_logit: z.number(),
  }),
  time_zone: z.string(),
  currency: z.string(),
  pipeline: z.object({
    pipeline_id: z.string(),
    name: z.string(),
    steps: z.array(
      z.object({
        stage_id: z.string(),
        name: z.string(),
        position: z.int(),
        horizon_days: z.int(),
        /** Of a typical rep, before case mix and season. */
        base_rate: probability,
      }),
    ),
  }),
  teams: z.array(
    z.object({
      team: z.string(),
      director_id: z.string(),
      manager_ids: z.array(z.string()),
      rep_ids: z.array(z.string()),
    }),
  ),
  people: z.array(
    z.object({
      rep_id: z.string(),
      name: z.string(),
      team: z.string(),
      manager_id: z.string(),
      event: z.enum(['joined', 'left', 'moved', 'cleaned_up']).nullable(),
      event_at: instant.nullable(),
    }),
  ),
  /** Every rep × step. */
  cells: z.array(
    z.object({
      rep_id: z.string(),
      stage_id: z.string(),
      /** Lasting skill against a typical colleague. */
      skill_logit: z.number(),
      /** Without coaching. */
      rate: probability,
      /** Of a typical colleague with the same cases. */
      typical: probability,
      /** Rate at most 0.90 of typical: a gap worth coaching, planted or natural. */
      is_gap: z.boolean(),
      planted_gap_logit: z.number().nullable(),
      /** From the day of coaching on, where the rep was coached at this step. */
      coached: z.object({ from: instant, effect_logit: z.number(), rate: probability }).nullable(),
    }),
  ),
  gaps: z.array(
    z.object({
      rep_id: z.string(),
      stage_id: z.string(),
      logit: z.number(),
      /** How much of it runs through the habit. */
      mediated_logit: z.number(),
      habit: z.string(),
      habit_shift_sd: z.number(),
      skill: z.string(),
      cause: z.string(),
      shows_in: z.string(),
    }),
  ),
  habits: z.array(
    z.object({
      habit: z.string(),
      stage_id: z.string(),
      skill: z.string(),
      slope_logit_per_sd: z.number(),
      shows_in: z.string(),
    }),
  ),
  /** Habits that stand out and change nothing. */
  decoys: z.array(
    z.object({ rep_id: z.string(), habit: z.string(), shift_sd: z.number(), shows_in: z.string() }),
  ),
  coaching: z.array(
    z.object({
      coaching_id: z.string(),
      stage_id: z.string(),
      skill: z.string(),
      rep_ids: z.array(z.string()),
      coach_ids: z.array(z.string()),
      from: instant,
      effect_logit: z.number(),
    }),
  ),
});

export type Truth = z.infer<typeof truthSchema>;
