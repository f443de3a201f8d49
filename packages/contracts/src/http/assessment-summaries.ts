import * as z from 'zod';
import { assessmentPairs } from '../assessment/assessment-rules.ts';
import { count, instantText } from './answer-fields.ts';
import { askedMonth } from './query-fields.ts';

/** Query of `GET /v1/assessment-summaries`. */
export const assessmentSummariesQuery = z.strictObject({ month: askedMonth });

const counts = z.object({ yes: count, partly: count, no: count, cannot_say: count });

/** A month of one pair in groups of five people or more. */
export const assessmentSummary = z.object({
  opened: count,
  locked: count.meta({ description: 'Signed by both by the day of the count' }),
  late: count,
  groups: z.array(
    z.object({
      key: z.string().meta({ description: 'The director they work under, or all' }),
      assessments: count,
      criteria: z.array(
        z.object({
          id: z.string(),
          ask: z.exactOptional(z.string()).meta({ description: 'As it was worded in that month' }),
          answers: counts.meta({ description: 'Of the coaches' }),
          learners: counts,
        }),
      ),
      disagreements: count,
    }),
  ),
  hidden: z
    .array(z.object({ key: z.string(), reason: z.enum(['fewer_than_five', 'protects_others']) }))
    .meta({ description: 'Groups that are too small, and those from which a small one could be told' }),
});

/** `GET /v1/assessment-summaries`. */
export const assessmentSummariesAnswer = z.object({
  month: z.string(),
  items: z.array(
    z.object({ pair: z.enum(assessmentPairs), counted_at: instantText, ...assessmentSummary.shape }),
  ),
});

export type AssessmentSummary = z.output<typeof assessmentSummary>;
