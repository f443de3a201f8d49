import * as z from 'zod';
import { id } from '../fields/text.ts';
import { eventOf } from './envelope.ts';

/** The activity, planned or logged, is gone. `activity_id` is required. */
export const activityDeleted = eventOf('sales.activity.deleted.v1', z.looseObject({ activity_id: id }));
