import { type ForecastStep, type RepFunnel, startWeeks } from '@stepup/diagnosis';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { bindIndicator, indicatorParameters } from '../indicators/define-indicator.ts';
import { bindHorizons, horizonParameters, stepsWithHorizon } from '../indicators/horizons-of-steps.ts';
import type { IndicatorScope } from '../indicators/indicator.ts';
import { createRecall } from '../reads/create-recall.ts';
import { moneyParameters, moneySql } from '../reads/money.ts';
import { openDealsSql } from '../reads/open-deals.ts';
import { readPipelines } from '../reads/read-tenant-profile.ts';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { daysBefore } from '../episodes/days-before.ts';

/** A pipeline as a forecast needs it: how it went for everybody, and what the people asked about have in hand. */
export interface PipelineFunnels {
  pipelineId: string;
  steps: ForecastStep[];
  funnels: RepFunnel[];
}

const lookBackDays = 365;
/** From so many won deals on a salesperson's own count more than everybody's for what a deal is worth. */
const fewDeals = 10;

type History = Awaited<ReturnType<typeof readHistory>>;
const recallHistory = createRecall<History>();

/** The pipelines asked about, with what stands open in them at the moment asked. */
export async function readPipelineFunnels(
  warehouse: Warehouse,
  scope: IndicatorScope,
): Promise<PipelineFunnels[]> {
  const pipelines = await readPipelines(warehouse, scope.tenant);
  const asked = pipelines.filter(({ pipelineId }) => (scope.pipelineId ?? pipelineId) === pipelineId);
  return Promise.all(
    asked.map(async ({ pipelineId, steps }) => {
      const ofPipeline = { ...scope, pipelineId };
      const { tenant, asOf, currency } = scope;
      const [history, open] = await Promise.all([
        recallHistory(warehouse, { tenant, asOf, currency, pipelineId }, () =>
          readHistory(warehouse, ofPipeline),
        ),
        readOpen(warehouse, ofPipeline),
      ]);
      const stageIds = steps.map(({ stageId }) => stageId);
      return {
        pipelineId,
        steps: stageIds.map((stageId) => toStep(history, stageId)),
        funnels: toFunnels(history, open, stageIds),
      };
    }),
  );
}

const openRow = z.object({
  rep: z.string(),
  stageId: z.string(),
  deals: z.array(z.tuple([z.number(), z.number().nullable()])),
});

function readOpen(
  warehouse: Warehouse,
  scope: IndicatorScope & { pipelineId: string },
): Promise<z.output<typeof openRow>[]> {
  const query = {
    name: 'open_deals_of_forecast',
    sql: `SELECT toString(rep) AS rep, toString(stage_id) AS stageId,
        -- in one order, since a draw is made for each in turn
        arraySort(groupArray((dateDiff('second', stood_since, seen_at) / 86400, if(lacks_amount OR lacks_rate, NULL, toFloat64(worth))))) AS deals
      FROM ${moneySql(openDealsSql, 'seen_at', scope.currency)} GROUP BY rep, stage_id ORDER BY rep, stage_id`,
    parameters: indicatorParameters.extend(moneyParameters),
    row: openRow,
  };
  return warehouse.read(query, { ...bindIndicator(scope), currency: scope.currency ?? '' });
}

const cellRow = z.object({
  rep: z.string(),
  stageId: z.string(),
  entered: z.number(),
  advanced: z.number(),
  starts: z.number(),
});
const delayRow = z.object({
  stageId: z.string(),
  isAdvance: z.number(),
  days: z.number(),
  deals: z.number(),
});
const valueRow = z.object({ rep: z.string(), won: z.number(), sum: z.number(), squares: z.number() });

/** How the last year went for everybody, whoever asks. */
async function readHistory(warehouse: Warehouse, asked: IndicatorScope & { pipelineId: string }) {
  const { tenant, pipelineId, asOf, timeZone, currency } = asked;
  const scope: IndicatorScope = {
    tenant,
    pipelineId,
    asOf,
    timeZone,
    currency,
    by: 'rep',
    reps: 'all',
    from: daysBefore(asOf, lookBackDays),
    to: asOf,
  };
  const { rows } = stepsWithHorizon(scope, ['is_first', 'rep']);
  const parameters = indicatorParameters.extend(horizonParameters);
  const values = { ...bindIndicator(scope), ...(await bindHorizons(scope, warehouse)) };
  const [cells, delays, won] = await Promise.all([
    warehouse.read(
      {
        name: 'rates_of_forecast',
        sql: `SELECT toString(rep) AS rep, toString(stage_id) AS stageId, countIf(is_mature) AS entered, countIf(is_mature AND is_in_time) AS advanced,
            countIf(is_first AND entered_at >= {as_of:DateTime64(6, 'UTC')} - INTERVAL ${startWeeks} WEEK) AS starts
          FROM ${rows} GROUP BY rep, stage_id ORDER BY rep, stage_id`,
        parameters,
        row: cellRow,
      },
      values,
    ),
    warehouse.read(
      {
        name: 'delays_of_forecast',
        sql: `SELECT toString(stage_id) AS stageId, is_in_time AS isAdvance, round(lasted_us / 86400e6, 1) AS days, count() AS deals
          FROM ${rows} WHERE is_mature AND (is_in_time OR (is_lost AND lasted_us <= horizon_us)) GROUP BY stage_id, is_in_time, days ORDER BY stage_id, isAdvance, days`,
        parameters,
        row: delayRow,
      },
      values,
    ),
    warehouse.read(
      {
        name: 'values_of_forecast',
        sql: `SELECT toString(rep) AS rep, count() AS won, sum(toFloat64(worth)) AS sum, sum(toFloat64(worth) * toFloat64(worth)) AS squares
          FROM ${moneySql(visibleClosesSql, 'closed_at', currency)} WHERE is_won AND NOT lacks_amount AND NOT lacks_rate GROUP BY rep ORDER BY rep`,
        parameters: indicatorParameters.extend(moneyParameters),
        row: valueRow,
      },
      { ...bindIndicator(scope), currency: currency ?? '' },
    ),
  ]);
  return { cells, delays, won };
}

function toStep({ cells, delays }: History, stageId: string): ForecastStep {
  const ofStage = cells.filter((cell) => cell.stageId === stageId);
  const entered = ofStage.reduce((sum, cell) => sum + cell.entered, 0);
  const advanced = ofStage.reduce((sum, cell) => sum + cell.advanced, 0);
  const daysOf = (isAdvance: number) =>
    delays.filter((delay) => delay.stageId === stageId && delay.isAdvance === isAdvance);
  // Where nothing is known one of two advances.
  return { rate: (advanced + 1) / (entered + 2), advanceDays: daysOf(1), lossDays: daysOf(0) };
}

function toFunnels(
  { cells, won }: History,
  open: readonly z.output<typeof openRow>[],
  stageIds: readonly string[],
): RepFunnel[] {
  const company = won.reduce(
    (sum, row) => ({ won: sum.won + row.won, sum: sum.sum + row.sum, squares: sum.squares + row.squares }),
    { won: 0, sum: 0, squares: 0 },
  );
  const cellOf = new Map(cells.map((cell) => [JSON.stringify([cell.rep, cell.stageId]), cell]));
  const openOf = Map.groupBy(open, ({ rep }) => rep);
  const wonOf = new Map(won.map((row) => [row.rep, row]));
  const repIds = new Set([...openOf.keys(), ...cells.map(({ rep }) => rep)]);
  return [...repIds].map((repId) => {
    const own = wonOf.get(repId) ?? { won: 0, sum: 0, squares: 0 };
    const shrunken = (ofOwn: number, ofCompany: number): number =>
      (ofOwn + (fewDeals * ofCompany) / Math.max(1, company.won)) / (own.won + fewDeals);
    const value = {
      mean: shrunken(own.sum, company.sum),
      meanSquare: shrunken(own.squares, company.squares),
    };
    const cellsOfRep = stageIds.map((stageId) => cellOf.get(JSON.stringify([repId, stageId])));
    return {
      repId,
      mature: cellsOfRep.map((cell) => ({ entered: cell?.entered ?? 0, advanced: cell?.advanced ?? 0 })),
      starts: cellsOfRep.map((cell) => cell?.starts ?? 0),
      value,
      open: (openOf.get(repId) ?? []).flatMap(({ stageId, deals }) => {
        const step = stageIds.indexOf(stageId);
        return step < 0
          ? []
          : deals.map(([ageDays, worth]) => ({
              step,
              ageDays: Math.max(0, ageDays),
              value: worth ?? value.mean,
            }));
      }),
    };
  });
}
