import * as z from 'zod';

const rate = z.number().min(0).max(1);

/** `GET /v1/example/truth`: what the simulated organisation was made from, as far as the console shows it. */
export const truthAnswer = z.object({
  generator: z.object({ version: z.int(), seed: z.int(), starts_at: z.string(), ends_at: z.string() }),
  pipeline: z.object({
    pipeline_id: z.string(),
    steps: z.array(z.object({ stage_id: z.string(), name: z.string() })),
  }),
  people: z.array(z.object({ rep_id: z.string(), name: z.string(), team: z.string() })),
  cells: z.array(
    z.object({
      rep_id: z.string(),
      stage_id: z.string(),
      rate,
      typical: rate,
      is_gap: z.boolean(),
      planted_gap_logit: z.number().nullable(),
      coached: z.object({ from: z.string(), effect_logit: z.number(), rate }).nullable(),
    }),
  ),
  gaps: z.array(
    z.object({
      rep_id: z.string(),
      stage_id: z.string(),
      skill: z.string(),
      cause: z.string(),
      shows_in: z.string(),
    }),
  ),
  coaching: z.array(
    z.object({
      coaching_id: z.string(),
      stage_id: z.string(),
      skill: z.string(),
      rep_ids: z.array(z.string()),
      from: z.string(),
      effect_logit: z.number(),
    }),
  ),
});

export type Truth = z.output<typeof truthAnswer>;
