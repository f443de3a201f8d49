import * as z from 'zod';

/** Each level is coached and assessed by the one above it. */
export const assessmentPairs = ['rep-manager', 'manager-director', 'director-board'] as const;

export type AssessmentPair = (typeof assessmentPairs)[number];

/** What can be answered to a criterion. */
export const assessmentRatings = ['yes', 'partly', 'no', 'cannot_say'] as const;

export type AssessmentRating = (typeof assessmentRatings)[number];

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a name like thinking_by_rep: small letters, digits and _');
const line = z.string().trim().min(1, 'must not be empty').max(300, 'must be at most 300 characters');
const workingDay = z
  .int()
  .min(1, 'must be a working day, from 1')
  .max(20, 'must be a working day, at most 20')
  .meta({ description: 'Of the following month: Mondays to Fridays that are no holiday' });
const rating = z.enum(assessmentRatings);
const side = z.enum(['learner', 'coach']);

/** `rep_measures = 0`: evidence, comparison, number. */
export const hintPattern = /^([a-z][a-z0-9_]*) *(=|<|>|<=|>=) *(\d+(?:\.\d+)?)$/;
const condition = z
  .string()
  .regex(hintPattern, 'must compare evidence with a number, like rep_measures = 0')
  .meta({ description: 'Shares count from 0 to 1' });

const criterion = z.strictObject({
  id: name,
  ask: line.meta({ description: 'About the plan or the coaching, never about a person’s results' }),
  evidence: z.array(name).min(1).max(8).meta({ description: 'Ids of what the product fills in' }),
  hint: z
    .exactOptional(
      z
        .strictObject({
          yes_if: z.exactOptional(condition),
          partly_if: z.exactOptional(condition),
          no_if: z.exactOptional(condition),
        })
        .refine((hint) => Object.keys(hint).length > 0, { message: 'must not be empty' }),
    )
    .meta({ description: 'What the evidence suggests; never the answer' }),
});

/** The rules by which one pair assesses a month, as they are written in YAML. */
export const assessmentRules = z.strictObject({
  format: z.literal(1).meta({ description: 'Version of this layout' }),
  pair: z.enum(assessmentPairs),
  uses: z
    .array(z.literal('development'))
    .length(1)
    .default(['development'])
    .meta({ description: 'Nothing else is done with an assessment' }),
  opens: z.strictObject({ working_day: workingDay }),
  closes: z.strictObject({ working_day: workingDay, late: z.literal('open_next_level_marked_late') }),
  first_answer: z.literal('learner').meta({ description: 'The lower side answers first' }),
  signs: z.array(side).length(2).meta({ description: 'Both: learner and coach' }),
  ratings: z.array(rating).min(2).max(4),
  comment_for: z.array(rating).max(3).meta({ description: 'Answers that need a sentence' }),
  criteria: z.array(criterion).min(1).max(12),
  outcomes: z.array(name).min(1).max(8).meta({ description: 'What is decided for the next month' }),
});

export type AssessmentRules = z.output<typeof assessmentRules>;
export type AssessmentCriterion = AssessmentRules['criteria'][number];
