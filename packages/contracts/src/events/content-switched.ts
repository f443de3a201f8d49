import * as z from 'zod';
import { clearable } from '../fields/clearable.ts';
import { id, textOf } from '../fields/text.ts';
import { localDate } from '../fields/time.ts';
import { eventOf } from './envelope.ts';

/**
 * What a tenant may agree to: what of messages and conversations is looked at; and, `persons_in_boards`, that boards in team folders show
 * names in place of pseudonyms, and that what is told of coaching stands beside deals, where whoever knows their owners knows whose it is.
 */
export const contentKinds = [
  'message_content',
  'transcripts',
  'individual_response',
  'talk_share',
  'persons_in_boards',
] as const;

/**
 * From `time` on, and not before, activities may be looked at in this way, or no longer; boards show names as long as it is so. Required: `kind`, `is_on`,
 * `switched_by`; to switch on also the agreement with the people concerned (`agreement`, its words or where they are kept, and
 * `agreed_on`).
 */
export const contentSwitched = eventOf(
  'sales.content.switched.v1',
  z
    .looseObject({
      kind: z.enum(contentKinds),
      is_on: z.boolean(),
      switched_by: id,
      agreement: clearable(textOf(50_000)),
      agreed_on: clearable(localDate),
    })
    .refine(
      ({ is_on, agreement, agreed_on }) =>
        !is_on || (typeof agreement === 'string' && typeof agreed_on === 'string'),
      {
        path: ['agreement'],
        message: 'must be there, with agreed_on: nothing is switched on without an agreement',
      },
    ),
);
