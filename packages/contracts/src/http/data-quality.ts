import * as z from 'zod';
import { count, instantText } from './answer-fields.ts';
import { listOf } from './list.ts';
import { asOf, paging } from './query-fields.ts';

/** Every check of the data that came from outside. */
export const dataQualityCheckIds = [
  'silent_sources',
  'deals_without_owner',
  'activities_without_deal',
  'activities_of_unknown_deals',
  'unknown_stages',
  'time_runs_backwards',
  'currency_without_rate',
  'suspected_queues',
  'machine_actors',
  'duplicate_deals',
  'duplicate_activities',
] as const;

const checkId = z.enum(dataQualityCheckIds);
const entity = z.enum(['deal', 'activity', 'person', 'source']);

const check = z.object({
  id: checkId,
  title: z.string(),
  question: z.string(),
  definition: z.string().meta({ description: 'What is found, exactly' }),
  what_to_do: z.string(),
  entity,
  found: count.meta({ description: 'How many records are behind it' }),
  of: count.meta({ description: 'Of how many that were looked at' }),
});

/** `GET /v1/data-quality`. */
export const dataQualityAnswer = listOf(check).extend({ as_of: instantText });

/** Query of `GET /v1/data-quality`. */
export const dataQualityQuery = z.strictObject({ ...asOf });

const record = z.object({
  entity,
  id: z.string(),
  detail: z.string().meta({ description: 'What was found, in words' }),
  at: instantText.nullable(),
});

/** `GET /v1/data-quality/{id}`: the records behind a check. */
export const dataQualityRecordsAnswer = listOf(record).extend({ check: checkId, as_of: instantText });

/** Query of `GET /v1/data-quality/{id}`. */
export const dataQualityRecordsQuery = z.strictObject({ ...asOf, ...paging });

export type DataQualityCheckId = (typeof dataQualityCheckIds)[number];
export type DataQualityCheck = z.output<typeof check>;
export type DataQualityRecord = z.output<typeof record>;
