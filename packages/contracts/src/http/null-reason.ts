import * as z from 'zod';

/** Why a number is null: an answer of its own, apart from zero and from failure. */
export const nullReason = z.enum([
  'currency_not_set',
  'rate_missing',
  'nothing_entered',
  'no_observations',
  'not_reached',
  'content_off',
  'business_hours_not_set',
  'stage_required',
  'quota_not_set',
]);

export type NullReason = z.output<typeof nullReason>;
