import * as z from 'zod';
import { clearable } from './clearable.ts';
import { id } from './text.ts';

export const activityKinds = ['call', 'email', 'meeting', 'message', 'task'] as const;

/** What sort of contact or work an activity is. */
export const activityKind = z.enum(activityKinds);

/** Whose side someone in a conversation is on. */
export const side = z.enum(['rep', 'manager', 'customer']);

const secondsOfYear = 366 * 24 * 60 * 60;

/** A length of time in seconds, fractions allowed, at most a year. */
export const durationSeconds = z.number().min(0).max(secondsOfYear);

/** Who took part, and for how long they spoke. */
export const participants = z
  .array(z.looseObject({ person_id: clearable(id), side, talk_s: clearable(durationSeconds) }))
  .max(1000);
