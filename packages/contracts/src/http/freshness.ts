import * as z from 'zod';
import { instantText } from './answer-fields.ts';

/** How far the numbers of an answer have come. */
export const freshness = z.object({
  state: z.enum(['current', 'catching_up', 'rebuilding']),
  complete_until: instantText.nullable().meta({
    description: 'Every event acknowledged before this moment is counted; null while nothing is known',
  }),
  newest_event_time: instantText.nullable().meta({ description: '`time` of the newest sales event counted' }),
});

export type Freshness = z.output<typeof freshness>;
