import * as z from 'zod';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a name like first_message: small letters, digits and _');
const line = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(300, 'must be at most 300 characters')
  .meta({ description: 'One sentence' });
const stageId = z.string().min(1, 'must not be empty').max(200, 'must be at most 200 characters');

/** Whether a value below or above that of colleagues is meant. */
const direction = z.enum(['low', 'high']);

const sign = z
  .strictObject({
    indicator: z.exactOptional(name).meta({ description: 'A signal of the product' }),
    is: z.exactOptional(direction).meta({ description: 'Compared with a typical colleague' }),
    note: z.exactOptional(line).meta({ description: 'What no indicator says' }),
  })
  .refine(({ indicator, is }) => (indicator === undefined) === (is === undefined), {
    message: 'indicator and is belong together',
  })
  .refine(({ indicator, note }) => indicator !== undefined || note !== undefined, {
    message: 'must have an indicator or a note',
  });

const dealsToLookAt = z.strictObject({
  text: line.meta({ description: 'In the words of people' }),
  state: z
    .enum(['any', 'open', 'lost', 'advanced'])
    .default('any')
    .meta({ description: 'What became of the deals in the step' }),
  by: z.exactOptional(name).meta({ description: 'A signal of the product that puts them in order' }),
  first: z.exactOptional(direction).meta({ description: 'Which end comes first; by default the low one' }),
  count: z.int().min(1).max(20).default(5),
});

const possibleGap = z.strictObject({
  skill: name.meta({ description: 'Of the list of skills' }),
  because: line.meta({ description: 'The hypothesis, as a sentence that may turn out wrong' }),
  speaks_for: z.array(sign).min(1).max(8),
  speaks_against: z.array(sign).min(1).max(8),
  ask: z.array(line).min(1).max(5).meta({ description: 'Open questions, asked before any number is shown' }),
  look_at: z.array(dealsToLookAt).min(1).max(4),
});

const step = z.strictObject({
  id: name,
  name: line,
  known_by: z
    .array(z.string().regex(/^\p{Ll}+$/u, 'must be one word in small letters'))
    .max(30)
    .default([])
    .meta({ description: 'Words in the name of a stage by which it is known as this step' }),
  possible_gaps: z.array(possibleGap).min(1).max(12),
});

const skill = z.strictObject({
  id: name,
  name: line,
  behaviours: z
    .array(line)
    .min(2)
    .max(5)
    .meta({ description: 'What good looks like: things that somebody beside the salesperson could see' }),
});

/** A tenant's own choice of which step a stage is, for stages whose names do not tell. */
const stagePlace = z.strictObject({ pipeline: stageId, stage: stageId, step: name });

/** A playbook as it is written in YAML: the steps of a sales process, and what may be behind a gap at each. */
export const playbook = z.strictObject({
  format: z.literal(1).meta({ description: 'Version of this layout' }),
  name: line,
  steps: z.array(step).min(1).max(15),
  skills: z.array(skill).min(1).max(120),
  stages: z.array(stagePlace).max(300).default([]),
});

export type Playbook = z.output<typeof playbook>;
export type PlaybookStep = Playbook['steps'][number];
export type PlaybookSkill = Playbook['skills'][number];
export type PossibleGap = PlaybookStep['possible_gaps'][number];
export type Sign = PossibleGap['speaks_for'][number];
