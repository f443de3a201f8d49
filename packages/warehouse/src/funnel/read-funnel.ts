import type { FunnelStep } from '@stepup/contracts';
import { aalenJohansenFromBins, type RiskBin, wilsonInterval } from '@stepup/statistics';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import type { PipelineStep } from '../reads/read-tenant-profile.ts';
import {
  keySql,
  type StepScope,
  stepsAskedForSql,
  stepScopeParameters,
  toStepParameters,
} from '../reads/step-scope.ts';
import { estimateHorizons, fallbackHorizon, type StepHorizon } from './estimate-horizons.ts';

/** Intervals of rates cover this share. */
const intervalLevel = 0.9;

/** One row of the funnel: a rep, a team, … or `all`. */
export interface FunnelRow {
  key: string;
  steps: FunnelStep[];
}

const cellRow = z.object({
  key: z.string(),
  stageId: z.string(),
  entered: z.number(),
  advanced: z.number(),
  lost: z.number(),
  skipped: z.number(),
  matureEntered: z.number(),
  matureAdvanced: z.number(),
  advancedInTime: z.number(),
  lostInTime: z.number(),
  censoredAt: z.array(z.number()),
  advancedBefore: z.array(z.number()),
});

/**
 * Counts of each cell, and its course. `course` holds every event within the horizon and every censoring before it as
 * `time in µs × 4 + code` (1 advanced, 2 lost, 3 censored), so that one sort of plain numbers puts events before
 * censorings at equal times. Of it come back the places of the censorings (counted from 1) and how many had advanced by
 * then; without a censoring the order of events does not matter.
 */
function cellQuery(steps: string, key: string | null, stage: string | null) {
  // Grouping by a constant beside another key costs as much as reading the steps.
  const groups = [...(key === null ? [] : ['key']), ...(stage === null ? [] : ['stage'])];
  return {
    name: 'step_up_cells',
    sql: `SELECT ${key === null ? `'all'` : 'toString(key)'} AS key, ${stage === null ? `''` : 'toString(stage)'} AS stageId, entered, advanced, lost, skipped, matureEntered, matureAdvanced, advancedInTime, lostInTime, censoredAt, advancedBefore
    FROM (
      SELECT *, arrayFilter((place, x) -> x % 4 = 3, arrayEnumerate(course), course) AS censoredAt,
        arrayFilter((advanced, x) -> x % 4 = 3, arrayCumSum(x -> x % 4 = 1, course), course) AS advancedBefore
      FROM (
        SELECT ${groups.map((group) => `${group}, `).join('')}count() AS entered, sum(is_advanced) AS advanced, sum(is_lost) AS lost, sum(skipped) AS skipped,
          sum(is_mature) AS matureEntered, sum(is_mature AND code = 1) AS matureAdvanced, countIf(code = 1) AS advancedInTime, countIf(code = 2) AS lostInTime,
          if(countIf(code = 3) = 0, [], arraySort(groupArrayIf(lasted_us * 4 + code, code > 0))) AS course
        FROM (
          SELECT ${key ?? 'NULL'} AS key, ${stage ?? 'NULL'} AS stage, is_advanced, is_lost, skipped, lasted_us,
            transform(stage_id, {stages:Array(String)}, {horizons:Array(Int64)}, toInt64({other_horizon:Int64})) AS horizon_us,
            if(is_paused, lasted_us, toUnixTimestamp64Micro({as_of:DateTime64(6, 'UTC')}) - toUnixTimestamp64Micro(entered_at)) >= horizon_us AS is_mature,
            multiIf(is_advanced, lasted_us <= horizon_us, is_lost, if(lasted_us <= horizon_us, 2, 0), if(lasted_us < horizon_us, 3, 0)) AS code
          FROM ${steps} WHERE {stage:String} = '' OR stage_id = {stage:String})
        ${groups.length === 0 ? 'HAVING entered > 0' : `GROUP BY ${groups.join(', ')}`}))
    ORDER BY key`,
    parameters: stepScopeParameters.extend({
      stage: z.string(),
      stages: z.array(z.string()),
      horizons: z.array(z.int()),
      other_horizon: z.int(),
    }),
    row: cellRow,
  };
}

type Cell = z.output<typeof cellRow>;

/**
 * The funnel of a pipeline: for each key and each step the cohort that entered in the period, as it stood at `asOf`,
 * with the share that advanced within the horizon (Aalen–Johansen, open deals not yet decided) and its 90 % Wilson
 * interval. Rows are sorted by key; every row has every one of `steps`, the pipeline's in order.
 */
export async function readFunnel(
  warehouse: Warehouse,
  scope: StepScope & { steps: readonly PipelineStep[]; horizonDays?: number },
): Promise<FunnelRow[]> {
  const { steps } = scope;
  const { horizonOf, cells } = await readCells(warehouse, scope, '', 'stage_id');
  const rows = new Map<string, Map<string, Cell>>();
  if (scope.by === null) rows.set('all', new Map());
  for (const cell of cells) {
    const row = rows.get(cell.key) ?? new Map<string, Cell>();
    rows.set(cell.key, row.set(cell.stageId, cell));
  }
  return [...rows].map(([key, row]) => ({ key, steps: toSteps(steps, row, horizonOf) }));
}

/** The rate of one step, or of all steps of the pipeline together each under its own horizon, by key. */
export async function readStepUpCells(
  warehouse: Warehouse,
  scope: StepScope & { stageId?: string },
): Promise<({ key: string } & Pick<FunnelStep, 'entered' | 'open' | 'rate' | 'interval'>)[]> {
  const { horizonOf, cells } = await readCells(warehouse, scope, scope.stageId ?? '', null);
  return cells.map((cell) => {
    const { entered, open, rate, interval } = toStep('', null, cell, horizonOf(''));
    return { key: cell.key, entered, open, rate, interval };
  });
}

interface CellsAndHorizons {
  horizonOf: (stageId: string) => StepHorizon;
  cells: Cell[];
}

async function readCells(
  warehouse: Warehouse,
  scope: StepScope & { horizonDays?: number },
  stage: string,
  stageKey: string | null,
): Promise<CellsAndHorizons> {
  const { horizonDays } = scope;
  const estimated =
    horizonDays === undefined ? await estimateHorizons(warehouse, scope) : new Map<string, StepHorizon>();
  const otherHorizon: StepHorizon =
    horizonDays === undefined ? fallbackHorizon : { days: horizonDays, source: 'query' };
  const horizonOf = (stageId: string): StepHorizon => estimated.get(stageId) ?? otherHorizon;
  const stages = [...estimated.keys()];
  const cells = await warehouse.read(
    cellQuery(stepsAskedForSql(scope), scope.by === null ? null : keySql(scope.by, 'entered_at'), stageKey),
    {
      ...toStepParameters(scope),
      stage,
      stages,
      horizons: stages.map((stageId) => toMicroseconds(horizonOf(stageId).days)),
      other_horizon: toMicroseconds(otherHorizon.days),
    },
  );
  return { horizonOf, cells };
}

/** Every step of the pipeline as last defined, then stages of earlier definitions that deals entered. */
function toSteps(
  steps: readonly PipelineStep[],
  row: ReadonlyMap<string, Cell>,
  horizonOf: (stageId: string) => StepHorizon,
): FunnelStep[] {
  const known = new Set(steps.map(({ stageId }) => stageId));
  const former = [...row.keys()].filter((stageId) => !known.has(stageId)).toSorted();
  return [
    ...steps.map(({ stageId }, index) =>
      toStep(stageId, steps[index + 1]?.stageId ?? null, row.get(stageId), horizonOf(stageId)),
    ),
    ...former.map((stageId) => toStep(stageId, null, row.get(stageId), horizonOf(stageId))),
  ];
}

function toStep(
  stageId: string,
  nextStageId: string | null,
  cell: Cell | undefined,
  horizon: StepHorizon,
): FunnelStep {
  const place = { stage_id: stageId, next_stage_id: nextStageId };
  const basis = { horizon_days: horizon.days, horizon_source: horizon.source };
  if (cell === undefined) {
    const nothing = {
      entered: 0,
      advanced: 0,
      lost: 0,
      open: 0,
      skipped: 0,
      mature: { entered: 0, advanced: 0 },
    };
    return { ...place, ...nothing, rate: null, interval: null, reason_if_null: 'nothing_entered', ...basis };
  }
  const { entered, advanced, lost, skipped } = cell;
  const counts = { entered, advanced, lost, open: entered - advanced - lost, skipped };
  const mature = { entered: cell.matureEntered, advanced: cell.matureAdvanced };
  const incidence = aalenJohansenFromBins(toRiskBins(cell));
  if (incidence.kind === 'nothing_entered') throw new Error(`a cell of ${stageId} without entries`);
  const { lower, upper } = wilsonInterval(incidence.probability, incidence.nEff, intervalLevel);
  return { ...place, ...counts, mature, rate: incidence.probability, interval: [lower, upper], ...basis };
}

/** The course as bins between censorings: at each censoring time leaves one that had been open for exactly so long. */
function* toRiskBins(cell: Cell): Generator<RiskBin> {
  let atRisk = cell.entered;
  let [placeBefore, advancedBefore, lostBefore] = [0, 0, 0];
  for (const [index, place] of cell.censoredAt.entries()) {
    const advanced = (cell.advancedBefore[index] ?? 0) - advancedBefore;
    const lost = place - placeBefore - 1 - advanced;
    yield { atRisk, advanced, lost, censored: 1 };
    atRisk -= advanced + lost + 1;
    [placeBefore, advancedBefore, lostBefore] = [place, advancedBefore + advanced, lostBefore + lost];
  }
  const advanced = cell.advancedInTime - advancedBefore;
  yield { atRisk, advanced, lost: cell.lostInTime - lostBefore, censored: 0 };
}

function toMicroseconds(days: number): number {
  return days * 86_400_000_000;
}
