import * as z from 'zod';
import { assessmentPairs } from '../assessment/assessment-rules.ts';
import { count, instantText } from './answer-fields.ts';

/** Body of `PUT /v1/assessment-rules/{pair}` and of `POST /v1/assessment-rules/{pair}/checks`. */
export const assessmentRulesRequest = z.strictObject({
  text: z.string().max(50_000).meta({ description: 'YAML; its layout is the JSON Schema assessment-rules' }),
});

const problem = z.object({
  line: z.int().min(1),
  column: z.int().min(1),
  path: z.string().meta({ description: 'Like criteria[2].evidence[0]' }),
  message: z.string(),
});

/** `GET /v1/assessment-rules/{pair}`. */
export const assessmentRulesAnswer = z.object({
  pair: z.enum(assessmentPairs),
  version: count.meta({ description: '0 comes with the product' }),
  counts_from: z
    .string()
    .nullable()
    .meta({ description: 'The first month assessed by it, like 2026-12; null: every month before others' }),
  written_by: z.string().nullable(),
  written_at: instantText.nullable(),
  text: z.string(),
  problems: z
    .array(problem)
    .meta({ description: 'Where this release understands it no more; then those of the product count' }),
});

/** `GET /v1/assessment-rules`. */
export const assessmentRulesListAnswer = z.object({ items: z.array(assessmentRulesAnswer) });

/** Query of `GET /v1/assessment-rules/{pair}`. */
export const assessmentRulesQuery = z.strictObject({
  version: z.exactOptional(z.coerce.number().int().min(0).max(999_999_999)),
});

/** Answer of `POST /v1/assessment-rules/{pair}/checks`. */
export const assessmentRulesCheck = z.object({ problems: z.array(problem) });

export type AssessmentRulesAnswer = z.output<typeof assessmentRulesAnswer>;
