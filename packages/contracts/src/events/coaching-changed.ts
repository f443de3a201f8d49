import * as z from 'zod';
import { instantText } from '../http/answer-fields.ts';
import { id } from '../fields/text.ts';
import { recordNames } from '../coaching/record.ts';

/** What `coaching.*.changed.v1` tell of: the records, plans, findings, and what verification says of a plan. */
const coachingEntities = [...recordNames, 'plan', 'finding', 'verification'] as const;

/** Data of a `coaching.*.changed.v1`: ids, states, counts and times. No text that a person wrote, and no person's id. */
const coachingEventData = z.object({
  record_id: z.uuid(),
  plan_id: z.uuid().nullable(),
  learner: z.uuid().nullable().meta({ description: 'Pseudonym' }),
  coach: z.uuid().nullable().meta({ description: 'Pseudonym' }),
  state: id,
  version: z.int().min(1),
  move: id,
  late: z.boolean(),
  opened_at: instantText,
  measures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export type CoachingEventData = z.output<typeof coachingEventData>;

/** A coaching event on the bus. */
export const coachingEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.literal('stepup/api'),
  type: z.string().regex(/^coaching\.[a-z_]+\.changed\.v1$/),
  time: instantText,
  subject: z.string(),
  tenant: z.string(),
  data: coachingEventData,
});

export type CoachingEvent = z.output<typeof coachingEvent>;

/** The record that a coaching event is about, by its type; null for a type that is none of them. */
export function coachingEntityOf(type: string): (typeof coachingEntities)[number] | null {
  return coachingEntities.find((name) => type === `coaching.${name}.changed.v1`) ?? null;
}
