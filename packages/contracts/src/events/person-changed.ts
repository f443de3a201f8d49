import * as z from 'zod';
import { clearable } from '../fields/clearable.ts';
import { id, label, name, textOf } from '../fields/text.ts';
import { localDate } from '../fields/time.ts';
import { eventOf } from './envelope.ts';

export const personRoles = ['rep', 'manager', 'director', 'board', 'sales_ops'] as const;

/** What someone is in sales; each level coaches the one below. */
const personRole = z.enum(personRoles);

/**
 * Someone in sales, from `time` on. `person_id` is always required; `name`, `role` and `active` the first time only,
 * and they cannot be cleared.
 */
export const personChanged = eventOf(
  'sales.person.changed.v1',
  z.looseObject({
    person_id: id,
    name: z.exactOptional(name),
    role: z.exactOptional(personRole),
    active: z.exactOptional(z.boolean()),
    email: clearable(textOf(320)),
    login: clearable(textOf(320)),
    external_ids: clearable(
      z.union(
        [z.record(textOf(200), id), z.array(id).max(100)],
        'must be an object of ids by system, or a list of ids',
      ),
    ),
    manager_id: clearable(id),
    team: clearable(label),
    started_on: clearable(localDate),
  }),
);
