import * as z from 'zod';
import { assessmentPairs, assessmentRatings } from '../assessment/assessment-rules.ts';
import { evidenceIdNames } from '../assessment/evidence-ids.ts';
import { id } from '../fields/text.ts';
import { count, dayText, instantText } from '../http/answer-fields.ts';
import { passage, recordSide, written } from './record-fields.ts';
import { localMonth } from '../fields/time.ts';

const rating = z.enum(assessmentRatings);
const name = z.string().min(1).max(64);

const bounds = z.object({ lower: z.number(), upper: z.number() });

/** One piece of evidence as it stood when the assessment was opened; it never changes afterwards. */
const evidence = z.object({
  id: z.enum(evidenceIdNames),
  value: z.number().nullable(),
  n: count.meta({ description: 'What the value is counted of' }),
  interval: bounds.nullable().meta({ description: '90 %, of shares and effects; of pooled effects 80 %' }),
  mix: z.record(z.string(), count).nullable().meta({ description: 'Counts of a closed list' }),
  told_from: dayText.nullable().meta({ description: 'Too early: the day on which it can be told' }),
  reason_if_null: z.string().nullable(),
  counted_at: instantText,
});

const criterion = z.object({
  id: name,
  ask: z.string().max(300),
  hint: rating.nullable().meta({ description: 'What the evidence suggests; never the answer' }),
  evidence: z.array(evidence).max(8),
});

/** How the assessments one level below stand, of those the one assessed here coaches. */
const below = z.object({ assessments: count, locked: count, late: count });

const frozen = {
  pair: z.enum(assessmentPairs),
  month: localMonth,
  rules_version: count,
  criteria: z.array(criterion).min(1).max(12),
  ratings: z.array(rating).min(2).max(4),
  comment_for: z.array(rating).max(3),
  outcomes: z.array(name).min(1).max(8),
  opens_on: dayText,
  closes_on: dayText,
  below: below.nullable(),
};

const opening = z.strictObject({ learner_id: id, ...frozen });

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('answer'),
      answers: z
        .array(z.strictObject({ criterion: name, rating, comment: z.exactOptional(passage) }))
        .min(1)
        .max(12),
      outcome: z.exactOptional(name).meta({ description: 'For the next month; the coach’s answer has one' }),
    }),
    z.strictObject({
      kind: z.literal('return'),
      text: passage.meta({ description: 'The one thing to change' }),
    }),
    z.strictObject({
      kind: z.literal('sign'),
      disagrees: z
        .exactOptional(passage)
        .meta({ description: 'Where one sees it otherwise; recorded as such' }),
    }),
    z.strictObject({ kind: z.literal('mark_late'), passed_to: z.exactOptional(id) }),
  ],
  'must be the kind of a transition of an assessment, like answer',
);

const answer = z.object({ criterion: z.string(), rating, comment: written.nullable() });

const content = z.object({
  state: z.enum(['open', 'learner_answered', 'answered', 'returned', 'locked']),
  ...frozen,
  learner_answers: z.array(answer),
  coach_answers: z.array(answer),
  outcome: z.string().nullable(),
  returned: z.array(written),
  signatures: z.array(
    z.object({
      side: recordSide,
      by: z.string(),
      at: instantText,
      late: z.boolean(),
      disagrees: z.string().nullable(),
    }),
  ),
  passed_up: z
    .array(z.object({ on: dayText, to: z.string().nullable() }))
    .meta({ description: 'Late: the level above goes on without it' }),
  locked_at: instantText.nullable(),
});

export const assessment = { opening, move, content };

export type Evidence = z.output<typeof evidence>;
export type AssessmentOpening = z.output<typeof opening>;
export type AssessmentMove = z.output<typeof move>;
export type AssessmentContent = z.output<typeof content>;
