import * as z from 'zod';
import { personRoles } from '../events/person-changed.ts';
import { listOf } from './list.ts';

const role = z.enum(personRoles).nullable();

/** `GET /v1/session`: whom the token speaks for; a program is no person and has no role. */
export const sessionAnswer = z.object({
  tenant: z.string(),
  person_id: z.string().nullable(),
  name: z.string().nullable(),
  role,
  scopes: z.array(z.string()),
  time_zone: z.string(),
  empty: z
    .boolean()
    .meta({ description: 'Nothing is stored under this tenant yet: neither people nor sales events' }),
  simulated: z.boolean().meta({ description: 'The tenant is the simulated example' }),
});

/** `GET /v1/people`: everybody whose name the caller may read. */
export const peopleAnswer = listOf(
  z.object({
    person_id: z.string(),
    name: z.string().nullable(),
    role,
    active: z.boolean(),
    team: z.string().nullable(),
    manager_id: z.string().nullable(),
  }),
);

/** `GET /v1/pipelines`: the sales processes as last defined, open stages in order, then the outcomes. */
export const pipelinesAnswer = listOf(
  z.object({
    pipeline_id: z.string(),
    name: z.string(),
    stages: z.array(
      z.object({ stage_id: z.string(), name: z.string(), outcome: z.enum(['won', 'lost']).nullable() }),
    ),
  }),
);
