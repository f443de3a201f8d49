import * as z from 'zod';
import { listOf } from './list.ts';
import { paging } from './query-fields.ts';

/** Something that can be worked on, and what good looks like. */
const skill = z.object({
  id: z.string(),
  name: z.string(),
  serves: z.enum(['selling', 'coaching']),
  steps: z.array(z.string()).meta({ description: 'The steps of the playbook that it serves' }),
  stages: z.array(z.object({ pipeline_id: z.string(), stage_id: z.string() })).meta({
    description:
      'Stages of this tenant that are one of these steps, by the playbook, their names or their place',
  }),
  behaviours: z.array(z.string()).min(2).max(5).meta({ description: 'What good looks like, to be seen' }),
});

/** `GET /v1/skills`. */
export const skillsAnswer = listOf(skill);

export type Skill = z.output<typeof skill>;

/** Query of `GET /v1/skills`. */
export const skillsQuery = z.strictObject({
  serves: z.enum(['selling', 'coaching']).default('selling'),
  ...paging,
});
