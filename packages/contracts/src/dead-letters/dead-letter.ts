import * as z from 'zod';
import { eventProblemCodeNames } from '../errors.ts';
import { tenantName } from '../events/envelope.ts';
import { count, instantText } from '../http/answer-fields.ts';
import { deadLetterReasons, deadLetterSteps } from './reasons.ts';

/** How much of a message's value a dead letter keeps. */
export const deadLetterLimits = {
  /** Up to here the value is kept whole, and the letter can be replayed. Twice what the edge takes as one event. */
  wholeValueBytes: 1024 * 1024,
  /** Of larger ones the beginning: enough to recognise them by. */
  cutValueBytes: 64 * 1024,
} as const;

/** Identifier of a dead letter: 128 bits as hexadecimal digits. */
export const deadLetterId = z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits');

/** The fields of a letter but for its value, which lists leave out. */
export const deadLetterHead = z.object({
  id: deadLetterId.meta({ description: 'The same for every delivery and every replay of one message' }),
  tenant: z
    .union([tenantName, z.literal('')])
    .meta({ description: 'From the key; empty where it cannot be told whose the message is' }),
  step: z.enum(deadLetterSteps),
  reason: z.enum(deadLetterReasons),
  detail: z.string().meta({ description: 'What exactly is wrong, for people' }),
  problems: z
    .array(z.object({ code: z.enum(eventProblemCodeNames), path: z.string(), message: z.string() }))
    .meta({ description: 'What is wrong with the event, where it could be read as one' }),
  event_type: z.string().nullable().meta({ description: 'As far as it could be read' }),
  key: z.string(),
  headers: z.record(z.string(), z.string()),
  value_bytes: count,
  value_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  value_is_whole: z.boolean().meta({
    description: 'Value, key and headers are kept as they were; only then it can be replayed',
  }),
  topic: z.string(),
  partition: count,
  offset: z.string().regex(/^\d{1,20}$/),
  received_at: instantText.meta({ description: 'When the message was first received' }),
  attempts: z.int().min(1).meta({ description: 'How often storing it was tried' }),
});

/** A message that was taken from the bus and cannot be stored, as it was, and why: the messages of the dead-letter topic. */
export const deadLetter = deadLetterHead.extend({
  value: z
    .base64()
    .meta({ description: 'Base64, since the bytes may be no text; the beginning of large ones' }),
});

export type DeadLetter = z.output<typeof deadLetter>;
