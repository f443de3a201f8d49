import * as z from 'zod';
import { count, instantText } from './answer-fields.ts';
import { listOf } from './list.ts';

const longestPlaybook = 200_000;

/** Body of `PUT /v1/playbooks/current` and of `POST /v1/playbooks/checks`. */
export const playbookRequest = z.strictObject({
  text: z.string().max(longestPlaybook).meta({ description: 'YAML; its layout is the JSON Schema playbook' }),
});

/** Which version, and who wrote it; version 0 comes with the product. */
const version = {
  version: count,
  written_by: z.string().nullable(),
  written_at: instantText.nullable(),
};

const problem = z.object({
  line: z.int().min(1),
  column: z.int().min(1),
  path: z.string().meta({ description: 'Like steps[0].possible_gaps[2].skill' }),
  message: z.string(),
});

const stagePlace = z.object({
  pipeline_id: z.string(),
  stage_id: z.string(),
  name: z.string(),
  step_id: z.string().nullable(),
  step_name: z.string().nullable(),
  known: z.enum(['stated', 'by_name', 'by_position', 'unknown']).meta({
    description: 'How it is known: the playbook states it, its name tells, its place in the process',
  }),
});

/** `GET /v1/playbooks`: every version, the newest first. */
export const playbooksAnswer = listOf(z.object(version));

/** `GET /v1/playbooks/{version}`; `version` is a number or `current`. */
export const playbookAnswer = z.object({
  ...version,
  text: z.string(),
  problems: z
    .array(problem)
    .meta({ description: 'Where this release understands it no more; then the one of the product is used' }),
  stages: z.array(stagePlace).meta({ description: 'What the open stages of this tenant are in it' }),
});

/** Answer of `POST /v1/playbooks/checks`: what is wrong, and what would change for this tenant. */
export const playbookCheck = z.object({
  problems: z.array(problem),
  changes: z.array(
    z.object({
      kind: z.enum(['added', 'removed', 'changed']),
      what: z.enum(['step', 'possible_gap', 'skill', 'stage']),
      id: z.string(),
      name: z.string(),
      from: z.exactOptional(z.string().nullable()),
      to: z.exactOptional(z.string().nullable()),
    }),
  ),
  stages: z.array(stagePlace),
});

export type PlaybookAnswer = z.output<typeof playbookAnswer>;
export type PlaybookCheck = z.output<typeof playbookCheck>;
