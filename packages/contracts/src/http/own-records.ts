import * as z from 'zod';
import { instantText } from './answer-fields.ts';

/** How often somebody is reminded by mail. */
export const digestRhythms = ['off', 'daily', 'weekly'] as const;

export type DigestRhythm = (typeof digestRhythms)[number];

const row = z.record(z.string(), z.unknown());

/** `GET /v1/people/{id}/export`: everything that is recorded about a person, table by table. */
export const personExport = z.object({
  person_id: z.string(),
  exported_at: instantText,
  tables: z.record(z.string(), z.array(row)),
});

/** Body of `POST /v1/people/{id}/erasure`: the id once more, so that nobody is erased by a slip. */
export const erasureRequest = z.strictObject({ confirm: z.string().max(200) });

/** What became of an erasure. Aggregates stay, about nobody. */
export const erasureAnswer = z.object({
  person_id: z.string(),
  deleted: z.record(z.string(), z.int()).meta({ description: 'Rows by table' }),
});

/** Body of `PUT /v1/people/{id}/calendar`: a new secret address, or none. */
export const calendarRequest = z.strictObject({ on: z.boolean() });

/** The calendar of a person. Its address is shown once, when it is made. */
export const calendarAnswer = z.object({
  on: z.boolean(),
  since: instantText.nullable(),
  address: z.string().nullable().meta({
    description:
      'Secret, a path of this server; shown in the answer that makes it and never again. Another PUT revokes it',
  }),
});

/** Body and answer of `/v1/people/{id}/reminders`. */
export const reminderRequest = z.strictObject({ digest: z.enum(digestRhythms) });

export const reminderAnswer = z.object({
  digest: z.enum(digestRhythms),
  is_sent: z.boolean().meta({ description: 'False where no mail leaves this installation' }),
});
