import type { HorizonSource, Instant } from '@stepup/contracts';
import { estimateHorizon, type HorizonEvidence } from '@stepup/diagnosis';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** How long a deal may take at a step until it counts as not advanced, and where that comes from. */
export interface StepHorizon {
  days: number;
  source: HorizonSource;
}

const daysToAdvance = {
  name: 'days_to_advance',
  // As of the start of the quarter, so that a horizon stands still for a quarter unless late data change the past.
  sql: `SELECT s.stage_id AS stageId, countIf(is_done AND is_recent) AS recentAdvances,
      ${percentile95Sql('is_done AND is_recent')} AS recentDays,
      countIf(is_done) AS allAdvances,
      ${percentile95Sql('is_done')} AS allDays
    FROM (
      SELECT s.stage_id, s.entered_at,
        (toUnixTimestamp64Micro(s.advanced_at) - toUnixTimestamp64Micro(s.entered_at)) / 86400000000 AS days,
        s.skipped = 0 AND s.advanced_at < {quarter:DateTime64(6, 'UTC')} AS is_done,
        s.entered_at >= {year_before:DateTime64(6, 'UTC')} AND s.entered_at < {quarter_before:DateTime64(6, 'UTC')} AS is_recent
      FROM deal_facts FINAL ARRAY JOIN steps AS s
      WHERE tenant = {tenant:String} AND hidden = 'no' AND s.pipeline_id = {pipeline:String}
        AND s.entered_at < {quarter:DateTime64(6, 'UTC')} AND s.valid_from < {quarter:DateTime64(6, 'UTC')} AND s.valid_until >= {quarter:DateTime64(6, 'UTC')})
    GROUP BY stageId`,
  parameters: z.object({
    tenant: z.string(),
    pipeline: z.string(),
    quarter: z.string(),
    quarter_before: z.string(),
    year_before: z.string(),
  }),
  row: z.object({
    stageId: z.string(),
    recentAdvances: z.number(),
    recentDays: z.number(),
    allAdvances: z.number(),
    allDays: z.number(),
  }),
};

const definedHorizons = {
  name: 'defined_horizons',
  sql: `SELECT stage.1 AS stageId, stage.2 AS horizonDays FROM (
      SELECT arrayJoin(argMax(JSONExtract(body, 'stages', 'Array(Tuple(stage_id String, horizon_days UInt16))'), (time, recorded_time, id, source))) AS stage
      FROM raw_events FINAL
      WHERE tenant = {tenant:String} AND entity_kind = 'pipeline' AND entity_id = {pipeline:String} AND (source, id, body_version) NOT IN (
        SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String}))
    WHERE horizonDays > 0`,
  parameters: z.object({ tenant: z.string(), pipeline: z.string() }),
  row: z.object({ stageId: z.string(), horizonDays: z.number() }),
};

/** Smallest delay that at least 95 % of the delays under a condition do not exceed; 0 without any. */
function percentile95Sql(condition: string): string {
  const delays = `arraySort(groupArrayIf(days, ${condition}))`;
  return `if(countIf(${condition}) = 0, 0, ${delays}[toUInt64(ceil(0.95 * countIf(${condition})))])`;
}

function scopeOf(scope: { tenant: string; pipelineId: string }) {
  return { tenant: scope.tenant, pipeline: scope.pipelineId };
}

/**
 * The horizon of every step of a pipeline, by stage id: what its definition says, else the smallest whole week that
 * covers 95 % of the advances entered between 12 and 3 months before the quarter of `asOf`, else of all advances
 * before that quarter, else 60 days; at least 7 and at most 180. A function of the events alone.
 */
export async function estimateHorizons(
  warehouse: Warehouse,
  scope: { tenant: string; pipelineId: string; asOf: Instant; timeZone: string },
): Promise<Map<string, StepHorizon>> {
  const quarter = startOfQuarter(scope.asOf, scope.timeZone);
  const rows = await warehouse.read(daysToAdvance, {
    ...scopeOf(scope),
    quarter: toParameter(quarter),
    quarter_before: toParameter(quarter.subtract({ months: 3 })),
    year_before: toParameter(quarter.subtract({ months: 12 })),
  });
  const estimated = new Map<string, StepHorizon>(
    rows.map((row) => [
      row.stageId,
      estimateHorizon({
        stageHorizonDays: null,
        recent: { episodes: row.recentAdvances, percentile95Days: row.recentDays },
        earlier: { episodes: row.allAdvances, percentile95Days: row.allDays },
      }),
    ]),
  );
  for (const { stageId, horizonDays } of await warehouse.read(definedHorizons, scopeOf(scope))) {
    estimated.set(stageId, { days: horizonDays, source: 'stage' });
  }
  return estimated;
}

const nothingKnown: HorizonEvidence['recent'] = { episodes: 0, percentile95Days: 0 };

/** The horizon of a step that nothing is known about. */
export const fallbackHorizon: StepHorizon = estimateHorizon({
  stageHorizonDays: null,
  recent: nothingKnown,
  earlier: nothingKnown,
});

function startOfQuarter(asOf: Instant, timeZone: string): Temporal.ZonedDateTime {
  const localDate = Temporal.Instant.from(asOf).toZonedDateTimeISO(timeZone).toPlainDate();
  const firstMonth = Math.floor((localDate.month - 1) / 3) * 3 + 1;
  return localDate.with({ month: firstMonth, day: 1 }).toZonedDateTime(timeZone);
}

function toParameter(moment: Temporal.ZonedDateTime): string {
  return moment.toInstant().toString({ fractionalSecondDigits: 6 }).replace('T', ' ').replace('Z', '');
}
