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

// One reading of what was said about the tenant and its pipelines, since nearly every question begins with it. Rows that are not
// merged yet change nothing: the greatest place decides. Settings as last said; a zone that the engine does not know is UTC (as the
// views have it).
const tenantProfile = {
  name: 'tenant_profile',
  sql: `WITH said AS (
      SELECT entity_kind AS kind, if(kind = 'pipeline', entity_id, '') AS pipeline_id,
        argMaxIf(JSONExtractString(body, 'time_zone'), place, JSONHas(body, 'time_zone')) AS zone,
        argMaxIf(JSONExtractString(body, 'currency'), place, JSONHas(body, 'currency')) AS currency,
        argMaxIf(JSONExtractUInt(body, 'fiscal_year_start_month'), place, JSONHas(body, 'fiscal_year_start_month')) AS month,
        argMax(body, place) AS definition
      FROM (SELECT entity_kind, entity_id, body, (time, recorded_time, id, source) AS place FROM raw_events
        WHERE tenant = {tenant:String} AND entity_kind IN ('tenant', 'pipeline') AND (source, id, body_version) NOT IN (
          SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String}))
      GROUP BY kind, pipeline_id)
    SELECT
      anyIf(zone, kind = 'tenant') AS saidZone,
      if(saidZone IN (SELECT time_zone FROM system.time_zones), saidZone, 'UTC') AS timeZone,
      anyIf(currency, kind = 'tenant') AS configuredCurrency,
      anyIf(month, kind = 'tenant') AS saidMonth,
      toUInt8(if(saidMonth BETWEEN 1 AND 12, saidMonth, 1)) AS fiscalYearStartMonth,
      (SELECT max(time) FROM newest_events WHERE tenant = {tenant:String}) AS newestEventTime,
      arraySort(groupArrayIf((pipeline_id, JSONExtractString(definition, 'name'),
        JSONExtract(definition, 'stages', 'Array(Tuple(stage_id String, name String, position Int64, outcome Nullable(String)))')
      ), kind = 'pipeline')) AS definitions,
      arrayMap(d -> (d.1, d.2,
        arrayMap(s -> (s.1, s.2), arraySort(s -> s.3, arrayFilter(s -> isNull(s.4), d.3))),
        arrayMap(s -> (s.1, s.2, s.4), arrayFilter(s -> isNotNull(s.4), d.3))), definitions) AS pipelines
    FROM said`,
  parameters: ofTenant,
  row: z.object({
    timeZone: z.string(),
    configuredCurrency: z.string(),
    fiscalYearStartMonth: z.int(),
    newestEventTime: instantColumn,
    pipelines: z.array(
      z.tuple([
        z.string(),
        z.string(),
        z.array(z.tuple([z.string(), z.string()])),
        z.array(z.tuple([z.string(), z.string(), z.enum(['won', 'lost'])])),
      ]),
    ),
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

/** The settings, pipelines and newest event of a tenant; one that nothing is known of has none and counts in UTC. */
export async function readTenantProfile(warehouse: Warehouse, tenant: string): Promise<TenantProfile> {
  const [profile] = await warehouse.read(tenantProfile, { tenant });
  if (profile === undefined) throw new Error('a query of single values answered without a row');
  return {
    timeZone: profile.timeZone,
    configuredCurrency: profile.configuredCurrency === '' ? null : profile.configuredCurrency,
    fiscalYearStartMonth: profile.fiscalYearStartMonth,
    newestEventTime: toEventTime(profile.newestEventTime),
    pipelines: profile.pipelines.map(([pipelineId, name, steps, outcomes]) => ({
      pipelineId,
      name,
      steps: steps.map(([stageId, stageName], index) => ({ stageId, name: stageName, rank: index + 1 })),
      outcomes: outcomes.map(([stageId, stageName, outcome]) => ({ stageId, name: stageName, outcome })),
    })),
  };
}

const newestEvent = {
  name: 'newest_event',
  sql: `SELECT max(time) AS newestEventTime FROM newest_events WHERE tenant = {tenant:String}`,
  parameters: ofTenant,
  row: z.object({ newestEventTime: instantColumn }),
};

/** The time of the newest event of a tenant, the last of a profile that is never long the same; null where there is none. */
export async function readNewestEventTime(warehouse: Warehouse, tenant: string): Promise<Instant | null> {
  const [newest] = await warehouse.read(newestEvent, { tenant });
  if (newest === undefined) throw new Error('a query of single values answered without a row');
  return toEventTime(newest.newestEventTime);
}

/** What the engine answers of no event lies at its beginning of time. */
function toEventTime(time: Instant): Instant | null {
  return time.startsWith('1970-01-01T00:00:00') ? null : time;
}

/** The pipelines of a tenant by id. */
export async function readPipelines(warehouse: Warehouse, tenant: string): Promise<PipelineProfile[]> {
  return (await readTenantProfile(warehouse, tenant)).pipelines;
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
