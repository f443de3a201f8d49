import type { Deal, DealsQuery, Instant } from '@stepup/contracts';
import * as z from 'zod';
import { instantColumn, instantColumnOrNull } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { type BehindScope, readBehind } from '../indicators/read-behind.ts';
import { type PresetDealsScope, readPresetDeals } from '../presets/read-preset-deals.ts';
import { asOfSql } from '../reads/as-of.ts';
import { toMoneyText } from '../reads/money-text.ts';
import { withPeopleAtSql } from '../reads/people-join.ts';
import {
  stepScopeParameters,
  toEngineTime,
  toStepParameters,
  type VisibleReps,
  visibleStepsSql,
} from '../reads/step-scope.ts';
import { creditedStepsSql } from '../reads/steps-at-moment.ts';

/** Which deals are asked for; with `stageId` those that entered the step in the period, else by their first event. */
export interface DealsScope {
  tenant: string;
  pipelineId?: string;
  stageId?: string;
  dealId?: string;
  state?: NonNullable<DealsQuery['state']>;
  from?: Instant;
  to?: Instant;
  /** Only deals whose latest close lies in here, half-open; `rep` is then the owner at that close. */
  closedFrom?: Instant;
  closedTo?: Instant;
  asOf: Instant;
  timeZone: string;
  reps: VisibleReps;
  rep?: string;
  team?: string;
  manager?: string;
  limit: number;
  /** The last deal id of the page before; null for the first page. */
  after: string | null;
}

/** A page of deals by id; `next` is what to pass as `after` for the following one. */
export interface DealsPage {
  items: Deal[];
  next: string | null;
}

const firstMoment: Instant = '1970-01-01T00:00:00.000000Z';
const lastMoment: Instant = '2299-12-31T23:59:59.000000Z';

const pageParameters = stepScopeParameters.extend({
  stage: z.string(),
  deal: z.string(),
  state: z.string(),
  by_close: z.int(),
  closed_from: z.string(),
  closed_to: z.string(),
  after: z.string(),
  page: z.int(),
});

const dealsOfStep = {
  name: 'deals_of_step',
  sql: `SELECT DISTINCT deal_id AS dealId FROM ${visibleStepsSql}
    WHERE stage_id = {stage:String} AND deal_id > {after:String} AND ({deal:String} = '' OR deal_id = {deal:String})
      AND ({state:String} = '' OR {state:String} = multiIf(is_advanced, 'advanced', is_lost, 'lost', 'open'))
    ORDER BY deal_id LIMIT {page:UInt32}`,
  parameters: pageParameters,
  row: z.object({ dealId: z.string() }),
};

// A deal's own state: its latest stand as of then; one that never stood anywhere known is open.
const allDeals = {
  name: 'all_deals',
  sql: `SELECT deal_id AS dealId FROM ${withPeopleAtSql(
    `
      SELECT deal_id, first_event_at, arrayLastIndex(at -> at < ${asOfSql}, stands.at) AS stand,
        arrayLastIndex(at -> at < ${asOfSql}, owners.at) AS ownership,
        if(stand > 0 AND stands.outcome[stand] != 'open', stands.at[stand], toDateTime64('2299-12-31 23:59:59', 6, 'UTC')) AS closed_at,
        multiIf({by_close:UInt8} = 1, stands.owner_id[stand], owners.owner_id[ownership] = '', 'unassigned', owners.owner_id[ownership]) AS rep,
        if({by_close:UInt8} = 1, closed_at, first_event_at) AS dated_at
      FROM deal_facts FINAL
      WHERE tenant = {tenant:String} AND hidden = 'no' AND deal_id > {after:String} AND ({deal:String} = '' OR deal_id = {deal:String}) AND first_event_at < ${asOfSql}
        AND first_event_at >= {from:DateTime64(6, 'UTC')} AND first_event_at < {to:DateTime64(6, 'UTC')}
        AND ({pipeline:String} = '' OR has(stands.pipeline_id, {pipeline:String}))
        AND ({by_close:UInt8} = 0 OR (stand > 0 AND stands.outcome[stand] != 'open'
          AND closed_at >= {closed_from:DateTime64(6, 'UTC')} AND closed_at < {closed_to:DateTime64(6, 'UTC')}))
        AND ({state:String} = '' OR {state:String} = toString(if(stand = 0, 'open', stands.outcome[stand])))`,
    'dated_at',
  )} ORDER BY deal_id LIMIT {page:UInt32}`,
  parameters: pageParameters,
  row: z.object({ dealId: z.string() }),
};

const emptyAsNull = z.string().transform((text) => (text === '' ? null : text));
const moneyOrNull = z
  .string()
  .nullable()
  .transform((decimal) => (decimal === null ? null : toMoneyText(decimal)));

const dealDetails = {
  name: 'deal_details',
  sql: `SELECT f.deal_id AS deal_id, t.name AS name,
      arrayLastIndex(at -> at < ${asOfSql}, stands.at) AS stand,
      if(stand = 0, pipeline_id, stands.pipeline_id[stand]) AS pipeline_id,
      if(stand = 0, stage_id, stands.stage_id[stand]) AS stage_id,
      if(stand = 0, 'open', toString(stands.outcome[stand])) AS state,
      if(stand > 0 AND stands.outcome[stand] != 'open', stands.at[stand], toDateTime64('2299-12-31 23:59:59', 6, 'UTC')) AS closed_at,
      owners.owner_id[arrayLastIndex(at -> at < ${asOfSql}, owners.at)] AS owner_id, segment, product, lead_source, account_id, expected_close_on, lost_reason,
      if(created_at > toDateTime64(0, 6, 'UTC'), created_at, toDateTime64('2299-12-31 23:59:59', 6, 'UTC')) AS created_at,
      first_event_at AS first_seen_at,
      arrayLastIndex(at -> at < ${asOfSql}, amounts.at) AS money,
      if(money = 0 OR isNull(amounts.amount[money]), NULL, toString(amounts.amount[money])) AS amount,
      if(money = 0, '', amounts.currency[money]) AS currency
    FROM deal_facts AS f FINAL
    LEFT JOIN (
      SELECT entity_id, argMaxIf(JSONExtractString(texts, '/data/name'), (time, recorded_time, id, source), JSONHas(texts, '/data/name')) AS name
      FROM event_texts FINAL WHERE tenant = {tenant:String} AND entity_kind = 'deal' AND entity_id IN {deals:Array(String)} GROUP BY entity_id) AS t ON t.entity_id = f.deal_id
    WHERE f.tenant = {tenant:String} AND f.deal_id IN {deals:Array(String)} ORDER BY f.deal_id`,
  parameters: z.object({ tenant: z.string(), as_of: z.string(), deals: z.array(z.string()) }),
  row: z.object({
    deal_id: z.string(),
    name: emptyAsNull,
    pipeline_id: emptyAsNull,
    stage_id: emptyAsNull,
    state: z.enum(['open', 'won', 'lost']),
    closed_at: instantColumnOrNull,
    owner_id: emptyAsNull,
    segment: z.string().transform((text) => (text === 'unknown' ? null : text)),
    product: z.string().transform((text) => (text === 'unknown' ? null : text)),
    lead_source: emptyAsNull,
    account_id: emptyAsNull,
    expected_close_on: emptyAsNull,
    lost_reason: emptyAsNull,
    created_at: instantColumnOrNull,
    first_seen_at: instantColumn,
    amount: moneyOrNull,
    currency: emptyAsNull,
  }),
};

const stepsOfDeals = {
  name: 'steps_of_deals',
  sql: `SELECT deal_id AS dealId, pipeline_id AS pipelineId, stage_id AS stageId, entered_at AS enteredAt, skipped = 1 AS isSkipped,
      multiIf(is_advanced, 'advanced', is_lost, 'lost', 'open') AS state,
      if(is_advanced OR is_lost OR is_paused, ended_at, toDateTime64('2299-12-31 23:59:59', 6, 'UTC')) AS leftAt, rep
    FROM (${creditedStepsSql(['deal_id', 'pipeline_id', 'stage_id', 'rank', 'entered_at', 'skipped'], 'f.deal_id IN {deals:Array(String)}')})
    ORDER BY deal_id, entered_at, pipeline_id, rank`,
  parameters: z.object({ tenant: z.string(), as_of: z.string(), deals: z.array(z.string()) }),
  row: z.object({
    dealId: z.string(),
    pipelineId: z.string(),
    stageId: z.string(),
    enteredAt: instantColumn,
    isSkipped: z.union([z.boolean(), z.number()]).transform(Boolean),
    state: z.enum(['advanced', 'lost', 'open']),
    leftAt: instantColumnOrNull,
    rep: z.string(),
  }),
};

/** The deals behind a number, as of the moment asked for. */
export async function readDeals(warehouse: Warehouse, scope: DealsScope): Promise<DealsPage> {
  const { limit } = scope;
  const ids = await warehouse.read(scope.stageId === undefined ? allDeals : dealsOfStep, {
    ...toStepParameters({
      ...scope,
      pipelineId: scope.pipelineId ?? '',
      from: scope.from ?? firstMoment,
      to: scope.to ?? lastMoment,
      by: null,
    }),
    stage: scope.stageId ?? '',
    deal: scope.dealId ?? '',
    state: scope.state ?? '',
    by_close: scope.closedFrom === undefined && scope.closedTo === undefined ? 0 : 1,
    closed_from: toEngineTime(scope.closedFrom ?? firstMoment),
    closed_to: toEngineTime(scope.closedTo ?? lastMoment),
    after: scope.after ?? '',
    page: limit + 1,
  });
  return toDealsPage(
    warehouse,
    scope,
    ids.map(({ dealId }) => dealId),
  );
}

/** The deals behind one row of an indicator, by id, as of its moment. */
export async function readDealsBehind(
  warehouse: Warehouse,
  indicator: Indicator,
  scope: BehindScope,
): Promise<DealsPage> {
  return toDealsPage(warehouse, scope, await readBehind(warehouse, indicator, scope));
}

/** The deals behind a number of another way of counting, or of its bridge to ours, by id. */
export async function readDealsOfPreset(warehouse: Warehouse, scope: PresetDealsScope): Promise<DealsPage> {
  return toDealsPage(warehouse, scope, await readPresetDeals(warehouse, scope));
}

/** A page from ids in order, of which there is one too many where there is a next page. */
async function toDealsPage(
  warehouse: Warehouse,
  { tenant, asOf, limit }: Pick<DealsScope, 'tenant' | 'asOf' | 'limit'>,
  ids: readonly string[],
): Promise<DealsPage> {
  const deals = ids.slice(0, limit);
  if (deals.length === 0) return { items: [], next: null };
  const where = { tenant, as_of: toEngineTime(asOf), deals };
  const [details, steps] = await Promise.all([
    warehouse.read(dealDetails, where),
    warehouse.read(stepsOfDeals, where),
  ]);
  const stepsOf = Map.groupBy(steps, ({ dealId }) => dealId);
  const items = details.map((row) => ({
    ...row,
    steps: (stepsOf.get(row.deal_id) ?? []).map((step) => ({
      pipeline_id: step.pipelineId,
      stage_id: step.stageId,
      entered_at: step.enteredAt,
      left_at: step.leftAt,
      state: step.state,
      skipped: step.isSkipped,
      credited_rep_id: step.rep,
    })),
  }));
  return { items, next: ids.length > limit ? (deals.at(-1) ?? null) : null };
}
