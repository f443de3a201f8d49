import type { HorizonSource, Instant } from '@stepup/contracts';
import { estimateHorizon, type HorizonEvidence } from '@stepup/diagnosis';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { inQuartersSql } from '../reads/in-quarters.ts';
import { createRecall } from '../reads/create-recall.ts';

/** How long a deal may take at a step until it counts as not advanced, and where that comes from. */
export interface StepHorizon {
  days: number;
  source: HorizonSource;
}

const advances = z.object({ stageId: z.string(), episodes: z.number(), percentile95Days: z.number() });

/**
 * Advances of a period of entry, as they stood at the start of the quarter, and the smallest delay that at least 95 % of
 * them do not exceed. The level is a hair below .95 because the engine's quantile takes the element after that one
 * where 95 % is a whole number of elements.
 */
function advancesQuery(name: string, period: string) {
  return {
    name,
    sql: `SELECT stage_id AS stageId, count() AS episodes,
        quantileExact(0.94999999)(toUnixTimestamp64Micro(ended_at) - toUnixTimestamp64Micro(entered_at)) / 86400000000 AS percentile95Days
      FROM step_facts AS f FINAL
      WHERE tenant = {tenant:String} AND pipeline_id = {pipeline:String} AND skipped = 0
        AND ending = 'advanced' AND ended_at < {quarter:DateTime64(6, 'UTC')} AND ${period}
        AND valid_from < {quarter:DateTime64(6, 'UTC')} AND valid_until >= {quarter:DateTime64(6, 'UTC')}
      GROUP BY stageId`,
    parameters: z.object({
      tenant: z.string(),
      pipeline: z.string(),
      quarter: z.string(),
      quarter_before: z.string(),
      year_before: z.string(),
      stages: z.array(z.string()),
    }),
    row: advances,
  };
}

const yearBefore = `{year_before:DateTime64(6, 'UTC')}`;
const quarterBefore = `{quarter_before:DateTime64(6, 'UTC')}`;

const recentAdvances = advancesQuery(
  'recent_advances',
  `${inQuartersSql('f.entry_quarter', yearBefore, quarterBefore)} AND entered_at >= ${yearBefore} AND entered_at < ${quarterBefore}`,
);

const allAdvances = advancesQuery(
  'all_advances',
  `entered_at < {quarter:DateTime64(6, 'UTC')} AND stage_id IN {stages:Array(String)}`,
);

// Perhaps more than deals have now: a stage too many costs a question and changes no answer.
const stagesEntered = {
  name: 'stages_entered',
  sql: `SELECT DISTINCT stage_id AS stageId FROM entered_stages WHERE tenant = {tenant:String} AND pipeline_id = {pipeline:String}`,
  parameters: z.object({ tenant: z.string(), pipeline: z.string() }),
  row: z.object({ stageId: z.string() }),
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
  const question = {
    ...scopeOf(scope),
    quarter: toParameter(quarter),
    quarter_before: toParameter(quarter.subtract({ months: 3 })),
    year_before: toParameter(quarter.subtract({ months: 12 })),
  };
  return recallHorizons(warehouse, question, async () => {
    const defined = await warehouse.read(definedHorizons, scopeOf(scope));
    const isDefined = new Set(defined.map(({ stageId }) => stageId));
    return new Map([
      ...(await estimateFromAdvances(warehouse, question, isDefined)),
      ...defined.map(({ stageId, horizonDays }): [string, StepHorizon] => [
        stageId,
        { days: horizonDays, source: 'stage' },
      ]),
    ]);
  });
}

const recallHorizons = createRecall<Map<string, StepHorizon>>();

type AdvancesQuestion = Omit<z.input<typeof recentAdvances.parameters>, 'stages'>;

async function estimateFromAdvances(
  warehouse: Warehouse,
  question: AdvancesQuestion,
  isDefined: ReadonlySet<string>,
): Promise<Map<string, StepHorizon>> {
  const { tenant, pipeline } = question;
  const [recent, entered] = await Promise.all([
    warehouse.read(recentAdvances, { ...question, stages: [] }),
    warehouse.read(stagesEntered, { tenant, pipeline }),
  ]);
  const horizons = new Map<string, StepHorizon>();
  const recentOf = new Map(recent.map((row) => [row.stageId, row]));
  const estimate = (stageId: string, earlier: HorizonEvidence['earlier']): StepHorizon =>
    estimateHorizon({ stageHorizonDays: null, recent: recentOf.get(stageId) ?? nothingKnown, earlier });
  const undecided: string[] = [];
  for (const { stageId } of entered) {
    if (isDefined.has(stageId)) continue;
    const horizon = estimate(stageId, nothingKnown);
    if (horizon.source === 'recent_advances') horizons.set(stageId, horizon);
    else undecided.push(stageId);
  }
  if (undecided.length === 0) return horizons;
  const all = await warehouse.read(allAdvances, { ...question, stages: undecided });
  for (const row of all) horizons.set(row.stageId, estimate(row.stageId, row));
  return horizons;
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
