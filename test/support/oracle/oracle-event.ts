import { z } from 'zod';

/** An accepted event of one tenant: a CloudEvent as it stands after the gateway, `data` as in the contract. */
export interface OracleEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly recordedtime?: string | undefined;
  readonly data: unknown;
}

// Only what a number can depend on is read. Absent means unchanged, null means cleared: both survive parsing.
const text = z.string().nullish();
const decimal = z.union([z.number(), z.string()]);

export const dealChanged = z.object({
  deal_id: z.string(),
  pipeline_id: text,
  stage_id: text,
  owner_id: text,
  amount: decimal.nullish(),
  currency: text,
  segment: text,
  product: text,
  lead_source: text,
  account_id: text,
  created_at: text,
  expected_close_on: text,
  lost_reason: text,
});
export type DealChanged = z.infer<typeof dealChanged>;

export const dealDeleted = z.object({ deal_id: z.string() });

export const dealMerged = z.object({ deal_id: z.string(), merged_ids: z.array(z.string()) });

export const pipelineDefined = z.object({
  pipeline_id: z.string(),
  stages: z.array(
    z.object({
      stage_id: z.string(),
      position: z.number(),
      outcome: z.enum(['won', 'lost']).nullish(),
      horizon_days: z.number().nullish(),
    }),
  ),
});
export type PipelineDefined = z.infer<typeof pipelineDefined>;

export const personChanged = z.object({ person_id: z.string(), team: text, manager_id: text });

export const tenantConfigured = z.object({
  time_zone: text,
  currency: text,
  fiscal_year_start_month: z.number().nullish(),
});

export const quotaSet = z.object({
  person_id: z.string(),
  period: z.string(),
  amount: decimal,
  currency: z.string(),
  scope: z.string(),
});
export type QuotaSet = z.infer<typeof quotaSet>;

export const rateSet = z.object({ currency: z.string(), rate: decimal });

const activityFields = {
  activity_id: z.string(),
  kind: z.string(),
  rep_id: text,
  deal_id: text,
  account_id: text,
  duration_s: z.number().nullish(),
  participants: z.array(z.object({ side: z.string(), person_id: text })).nullish(),
};
export const activityPlanned = z.object({
  ...activityFields,
  starts_at: z.string(),
  cancelled: z.boolean().nullish(),
});
export type ActivityPlanned = z.infer<typeof activityPlanned>;

export const activityLogged = z.object({
  ...activityFields,
  direction: z.string(),
  outcome: text,
});
export type ActivityLogged = z.infer<typeof activityLogged>;

export const activityDeleted = z.object({ activity_id: z.string() });
