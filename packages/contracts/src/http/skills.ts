import * as z from 'zod';
import { listOf } from './list.ts';

/** Something that can be worked on, and what good looks like. */
const skill = z.object({
  id: z.string(),
  name: z.string(),
  steps: z
    .array(z.enum(['lead', 'contacted', 'qualified', 'proposal', 'negotiation']))
    .meta({ description: 'The steps it serves, as most sales processes have them' }),
  stages: z
    .array(z.object({ pipeline_id: z.string(), stage_id: z.string() }))
    .meta({ description: 'Stages of this tenant that are known by their names to be one of these steps' }),
  behaviours: z.array(z.string()).min(2).max(5).meta({ description: 'What good looks like, to be seen' }),
});

/** `GET /v1/skills`. */
export const skillsAnswer = listOf(skill);

export type Skill = z.output<typeof skill>;
