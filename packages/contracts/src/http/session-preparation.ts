import * as z from 'zod';
import { count, instantText } from './answer-fields.ts';

const dealRef = z.object({
  deal_id: z.string(),
  name: z.string().nullable(),
  state: z.string(),
});

/** `GET /v1/sessions/{id}/preparation`: what the product knows already. Nothing in it is a verdict; the two fill in the rest. */
export const sessionPreparationAnswer = z.object({
  session_id: z.string(),
  plan_id: z.string().nullable(),
  roam: z.object({
    results: z
      .array(z.object({ indicator: z.string(), value: z.string(), basis: z.string() }))
      .meta({ description: 'As they stood when the reason of the plan was written' }),
    results_as_of: instantText.nullable(),
    target: z
      .object({
        behaviour: z.string(),
        indicator: z.string(),
        baseline: z.number(),
        value: z.number(),
        by: z.string(),
      })
      .nullable(),
    activities: z.object({
      calls_last_14_days: count,
      calls_next_14_days: count,
      coming: z.array(
        z.object({
          activity_id: z.string(),
          kind: z.string(),
          deal_id: z.string().nullable(),
          starts_at: instantText,
        }),
      ),
    }),
    methodology: z.array(z.string()).meta({ description: 'What good looks like in the skill of the plan' }),
  }),
  card: z.array(z.object({ id: z.string(), ask: z.string(), filled_in: z.string().nullable() })),
  questions: z.array(z.object({ skill: z.string(), because: z.string(), ask: z.array(z.string()) })),
  deals_to_talk_about: z.array(dealRef).meta({ description: 'Open in the step of the plan' }),
  similar_deals: z.array(dealRef).meta({
    description:
      'Deals of the same step that ended: by these the two judge whether it was the pattern or a one-off',
  }),
  last_prediction: z
    .object({
      call_id: z.string(),
      step: z.string(),
      expected: z.string(),
      happened: z.string().nullable(),
      learned: z.string().nullable(),
    })
    .nullable(),
});

export type SessionPreparation = z.output<typeof sessionPreparationAnswer>;
