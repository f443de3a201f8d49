import * as z from 'zod';
import { deadLetter, deadLetterHead, deadLetterId } from '../dead-letters/dead-letter.ts';
import { deadLetterReasons } from '../dead-letters/reasons.ts';
import { instant } from '../fields/time.ts';
import { count, instantText } from './answer-fields.ts';
import { listOf } from './list.ts';
import { paging } from './query-fields.ts';

/** `waiting` for somebody who looks after it, or `replayed`: sent again, and not come back since. */
export const deadLetterStates = ['waiting', 'replayed'] as const;

/** What becomes of a letter while it is kept. */
const kept = {
  state: z.enum(deadLetterStates),
  kept_at: instantText.meta({ description: 'When it last failed' }),
  expires_at: instantText.nullable().meta({ description: 'Null: kept until it is understood' }),
  replayed_at: instantText.nullable(),
  replayed_by: z.string().nullable(),
};

const keptDeadLetterHead = deadLetterHead.extend(kept);

/** `GET /v1/dead-letters/{id}`. */
export const keptDeadLetter = deadLetter.extend(kept);

/** Query of `GET /v1/dead-letters`. */
export const deadLettersQuery = z.strictObject({
  ...paging,
  reason: z.exactOptional(z.enum(deadLetterReasons)),
  state: z.exactOptional(z.enum(deadLetterStates)),
});

/** `GET /v1/dead-letters`: those that failed last first; without their values. */
export const deadLettersAnswer = listOf(keptDeadLetterHead).extend({
  waiting: count.meta({ description: 'All that wait, whatever is asked for' }),
  reasons: z.array(z.object({ reason: z.enum(deadLetterReasons), waiting: z.int().min(1) })),
});

/** Letters that one request sends again at most. */
export const mostReplayed = 100;

/** Body of `POST /v1/dead-letters/replays`: letters by id, or the oldest waiting ones of a reason. */
export const deadLetterReplayRequest = z.union(
  [
    z.strictObject({ ids: z.array(deadLetterId).min(1).max(mostReplayed) }),
    z.strictObject({
      reason: z.enum(deadLetterReasons),
      received_before: z.exactOptional(instant).meta({ description: 'Only those received before' }),
      kept_before: z.exactOptional(instant).meta({
        description:
          'Only those that last failed before; the `as_of` of the first call leaves out what came back since',
      }),
    }),
  ],
  {
    error:
      `give either ids (1 to ${mostReplayed} of 32 hexadecimal digits each) or a reason (${deadLetterReasons.join(', ')}), ` +
      'the latter with received_before and kept_before where only older letters are meant',
  },
);

/** Why a letter of the ids was not sent again. */
const replayRefusals = ['not_found', 'value_cut', 'no_event'] as const;

/** 202 of `POST /v1/dead-letters/replays`. */
export const deadLetterReplayAnswer = z.object({
  sent: count.meta({ description: 'Sent again to be stored' }),
  came_back: count.meta({ description: 'Of those, failed again as far as is known by now' }),
  remaining: count.meta({
    description:
      'Letters that are still to be sent: of the reason, or the last so many of the ids, each named once',
  }),
  unsendable: count.meta({
    description:
      'Letters of the reason that wait and can never be sent again, since their value was cut or they hold no event; 0 where ids were given',
  }),
  refused: z.array(z.object({ id: deadLetterId, why: z.enum(replayRefusals) })),
  as_of: instantText,
});

export type KeptDeadLetterHead = z.output<typeof keptDeadLetterHead>;
export type KeptDeadLetter = z.output<typeof keptDeadLetter>;
export type DeadLetterState = (typeof deadLetterStates)[number];
export type DeadLetterReplayRequest = z.output<typeof deadLetterReplayRequest>;
export type DeadLetterReplayAnswer = z.output<typeof deadLetterReplayAnswer>;
