import * as z from 'zod';
import { activityKind } from '../fields/activity.ts';
import { id } from '../fields/text.ts';
import { instantText } from './answer-fields.ts';
import { freshness } from './freshness.ts';
import { listOf } from './list.ts';
import { orderedPeriod } from './ordered-period.ts';
import { asOf, behindRow, openPeriod, paging, peopleFilters, processFilters } from './query-fields.ts';

/** An activity behind a number. `starts_at` is when it took place or is to take place. */
const activity = z.object({
  activity_id: z.string(),
  state: z.enum(['planned', 'logged', 'cancelled']),
  kind: activityKind,
  direction: z.enum(['outbound', 'inbound']).nullable(),
  rep_id: z.string().nullable(),
  deal_id: z.string().nullable(),
  account_id: z.string().nullable(),
  starts_at: instantText,
  duration_s: z.number().min(0).nullable(),
  outcome: z.string().nullable(),
});

/** `GET /v1/activities`. */
export const activitiesAnswer = listOf(activity).extend({ as_of: instantText, freshness });

/** Query of `GET /v1/activities`; the period is that of `starts_at`; with `indicator` what is behind one row of it. */
export const activitiesQuery = orderedPeriod(
  z.strictObject({
    ...openPeriod,
    ...asOf,
    ...peopleFilters,
    ...processFilters,
    ...paging,
    ...behindRow,
    deal: z.exactOptional(id),
    kind: z.exactOptional(activityKind),
  }),
);

export type Activity = z.output<typeof activity>;
export type ActivitiesAnswer = z.output<typeof activitiesAnswer>;
export type ActivitiesQuery = z.output<typeof activitiesQuery>;
