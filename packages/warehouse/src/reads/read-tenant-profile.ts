import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import { instantColumn } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** An open stage of a pipeline: a step. */
export interface PipelineStep {
  stageId: string;
  name: string;
  rank: number;
}

/** A pipeline as last defined. */
export interface PipelineProfile {
  pipelineId: string;
  name: string;
  steps: PipelineStep[];
  outcomes: { stageId: string; name: string; outcome: 'won' | 'lost' }[];
}

/** What every read needs to know of a tenant. */
export interface TenantProfile {
  /** IANA name; UTC until configured. */
  timeZone: string;
  /** Null where none was ever configured; then {@link readCurrency} looks at the deals. */
  configuredCurrency: string | null;
  /** Month that fiscal years, named after the year they begin in, begin with; 1 until configured. */
  fiscalYearStartMonth: number;
  newestEventTime: Instant | null;
  pipelines: PipelineProfile[];
}

const ofTenant = z.object({ tenant: z.string() });

// Settings read as last said, a zone that the engine does not know as UTC (as the views do); the first one holds for all time before it.
const tenantSettings = {
  name: 'tenant_settings',
  sql: `WITH settings AS (
      SELECT body, (time, recorded_time, id, source) AS place FROM raw_events FINAL
      WHERE tenant = {tenant:String} AND entity_kind = 'tenant' AND (source, id, body_version) NOT IN (
        SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String}))
    SELECT
      (SELECT argMaxIf(JSONExtractString(body, 'time_zone'), place, JSONHas(body, 'time_zone')) FROM settings) AS saidZone,
      if(saidZone IN (SELECT time_zone FROM system.time_zones), saidZone, 'UTC') AS timeZone,
      (SELECT argMaxIf(JSONExtractString(body, 'currency'), place, JSONHas(body, 'currency')) FROM settings) AS currency,
      (SELECT argMaxIf(JSONExtractUInt(body, 'fiscal_year_start_month'), place, JSONHas(body, 'fiscal_year_start_month')) FROM settings) AS saidMonth,
      toUInt8(if(saidMonth BETWEEN 1 AND 12, saidMonth, 1)) AS fiscalYearStartMonth,
      (SELECT max(time) FROM newest_events WHERE tenant = {tenant:String}) AS newestEventTime`,
  parameters: ofTenant,
  row: z.object({
    timeZone: z.string(),
    currency: z.string(),
    fiscalYearStartMonth: z.int(),
    newestEventTime: instantColumn,
  }),
};

const namedCurrencies = {
  name: 'named_currencies',
  sql: `SELECT DISTINCT currency FROM named_currencies WHERE tenant = {tenant:String} AND currency != '' LIMIT 2`,
  parameters: ofTenant,
  row: z.object({ currency: z.string() }),
};

// Stops at the first rows that tell, which is soon unless many deals have no currency at all.
const usedCurrencies = {
  name: 'used_currencies',
  sql: `SELECT DISTINCT amounts.currency[-1] AS currency FROM deal_facts FINAL
    WHERE tenant = {tenant:String} AND hidden = 'no' AND currency != '' LIMIT {enough:UInt8}`,
  parameters: ofTenant.extend({ enough: z.int() }),
  row: z.object({ currency: z.string() }),
};

const pipelineProfiles = {
  name: 'pipeline_profiles',
  sql: `SELECT entity_id AS pipelineId,
      argMax(JSONExtractString(body, 'name'), (time, recorded_time, id, source)) AS name,
      argMax(JSONExtract(body, 'stages', 'Array(Tuple(stage_id String, name String, position Int64, outcome Nullable(String)))'), (time, recorded_time, id, source)) AS stages,
      arrayMap(s -> (s.1, s.2), arraySort(s -> s.3, arrayFilter(s -> isNull(s.4), stages))) AS steps,
      arrayMap(s -> (s.1, s.2, s.4), arrayFilter(s -> isNotNull(s.4), stages)) AS outcomes
    FROM raw_events FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'pipeline' AND (source, id, body_version) NOT IN (
      SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String})
    GROUP BY entity_id ORDER BY entity_id`,
  parameters: ofTenant,
  row: z.object({
    pipelineId: z.string(),
    name: z.string(),
    steps: z.array(z.tuple([z.string(), z.string()])),
    outcomes: z.array(z.tuple([z.string(), z.string(), z.enum(['won', 'lost'])])),
  }),
};

/** The settings, pipelines and newest event of a tenant; one that nothing is known of has none and counts in UTC. */
export async function readTenantProfile(warehouse: Warehouse, tenant: string): Promise<TenantProfile> {
  const [[settings], pipelines] = await Promise.all([
    warehouse.read(tenantSettings, { tenant }),
    readPipelines(warehouse, tenant),
  ]);
  if (settings === undefined) throw new Error('a query of single values answered without a row');
  const isEmpty = settings.newestEventTime.startsWith('1970-01-01T00:00:00');
  return {
    timeZone: settings.timeZone,
    configuredCurrency: settings.currency === '' ? null : settings.currency,
    fiscalYearStartMonth: settings.fiscalYearStartMonth,
    newestEventTime: isEmpty ? null : settings.newestEventTime,
    pipelines,
  };
}

/** The pipelines of a tenant by id. */
export async function readPipelines(warehouse: Warehouse, tenant: string): Promise<PipelineProfile[]> {
  const pipelines = await warehouse.read(pipelineProfiles, { tenant });
  return pipelines.map(({ pipelineId, name, steps, outcomes }) => ({
    pipelineId,
    name,
    steps: steps.map(([stageId, stageName], index) => ({ stageId, name: stageName, rank: index + 1 })),
    outcomes: outcomes.map(([stageId, stageName, outcome]) => ({ stageId, name: stageName, outcome })),
  }));
}

/**
 * What amounts are counted in: the configured currency, else the only one that deals have now, else null. Deals are read
 * as far as it takes; mostly only one was ever named.
 */
export async function readCurrency(
  warehouse: Warehouse,
  tenant: string,
  { configuredCurrency }: Pick<TenantProfile, 'configuredCurrency'>,
): Promise<string | null> {
  if (configuredCurrency !== null) return configuredCurrency;
  const named = await warehouse.read(namedCurrencies, { tenant });
  if (named.length === 0) return null;
  const used = await warehouse.read(usedCurrencies, { tenant, enough: named.length });
  const [only] = used;
  return used.length === 1 && only !== undefined ? only.currency : null;
}
