import * as z from 'zod';
import { activityKind, durationSeconds, participants, side } from '../fields/activity.ts';
import { clearable } from '../fields/clearable.ts';
import { id, longText } from '../fields/text.ts';
import { eventOf } from './envelope.ts';

const segment = z
  .looseObject({
    side,
    person_id: clearable(id),
    start_s: durationSeconds,
    end_s: durationSeconds,
    text: clearable(longText),
  })
  .refine(({ start_s, end_s }) => end_s >= start_s, {
    path: ['end_s'],
    message: 'must not be before start_s',
  });

/**
 * A call, message or meeting that took place, `time` being its beginning. Several of one `activity_id` are versions.
 * Required: `activity_id`, `kind`, `direction`. Without `rep_id` it counts for the deal and for no rep.
 */
export const activityLogged = eventOf(
  'sales.activity.logged.v1',
  z.looseObject({
    activity_id: id,
    kind: activityKind,
    direction: z.enum(['outbound', 'inbound']),
    rep_id: clearable(id),
    deal_id: clearable(id),
    account_id: clearable(id),
    duration_s: clearable(durationSeconds),
    outcome: clearable(
      z.enum(['connected', 'no_answer', 'voicemail', 'replied', 'bounced', 'held', 'no_show', 'cancelled']),
    ),
    participants: clearable(participants),
    content: clearable(
      z.looseObject({ text: clearable(longText), transcript: clearable(z.array(segment).max(20_000)) }),
    ),
  }),
);
