import * as z from 'zod';
import { id } from '../fields/text.ts';
import { eventOf } from './envelope.ts';

/**
 * `merged_ids` become aliases of the survivor `deal_id`, for all time; both are required. Circles are accepted here:
 * whether an id closes one depends on the other merges, which are known to the store alone.
 */
export const dealMerged = eventOf(
  'sales.deal.merged.v1',
  z.looseObject({ deal_id: id, merged_ids: z.array(id).min(1).max(1000) }),
);
