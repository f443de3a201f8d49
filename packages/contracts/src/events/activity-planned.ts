import * as z from 'zod';
import { activityKind, durationSeconds, participants } from '../fields/activity.ts';
import { clearable } from '../fields/clearable.ts';
import { id } from '../fields/text.ts';
import { instant } from '../fields/time.ts';
import { eventOf } from './envelope.ts';

/**
 * A coming call or meeting; the logged activity with the same id fulfils it. `time` is when it was planned or
 * changed, `starts_at` when it is to begin. Required: `activity_id`, `kind`, `starts_at`.
 */
export const activityPlanned = eventOf(
  'sales.activity.planned.v1',
  z.looseObject({
    activity_id: id,
    kind: activityKind,
    rep_id: clearable(id),
    deal_id: clearable(id),
    account_id: clearable(id),
    starts_at: instant,
    duration_s: clearable(durationSeconds),
    participants: clearable(participants),
    cancelled: clearable(z.boolean()),
  }),
);
