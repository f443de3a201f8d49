import * as z from 'zod';
import { clearable } from '../fields/clearable.ts';
import { id, name } from '../fields/text.ts';
import { eventOf } from './envelope.ts';

/**
 * Someone completed a training of a skill, as the one who learns or as the one who will coach it. Required:
 * `person_id`, `skill`, `capacity`.
 */
export const trainingCompleted = eventOf(
  'sales.training.completed.v1',
  z.looseObject({
    person_id: id,
    skill: id,
    course: clearable(name),
    capacity: z.enum(['learner', 'coach']),
  }),
);
