import type { PresetAnswer, PresetId } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { readFunnel } from '../funnel/read-funnel.ts';
import { asOfSql } from '../reads/as-of.ts';
import { beganAtSql } from '../reads/began-at.ts';
import { withPeopleAtSql } from '../reads/people-join.ts';
import type { PipelineStep } from '../reads/read-tenant-profile.ts';
import { keySql, type StepScope, stepScopeParameters, toStepParameters } from '../reads/step-scope.ts';
import { creditedStepsSql } from '../reads/steps-at-moment.ts';
import { type PresetCount, presetCounts } from './preset-catalogue.ts';

type PresetRow = PresetAnswer['rows'][number];

const columns = [
  'deal_id',
  'stage_id',
  'next_stage_id',
  'rank',
  'entered_at',
  'skipped',
  'segment',
  'product',
];
const period = `{from:DateTime64(6, 'UTC')} AND entered_at < {to:DateTime64(6, 'UTC')}`;

/** The deals of a tenant as of the moment asked for. */
const dealsSql = `(
  SELECT deal_id, ${beganAtSql} AS began_at, arrayLastIndex(at -> at < ${asOfSql}, stands.at) AS stand,
    if(stand = 0, 'open', toString(stands.outcome[stand])) AS outcome, if(stand = 0, first_event_at, stands.at[stand]) AS closed_at,
    owners.owner_id[arrayLastIndex(at -> at < ${asOfSql}, owners.at)] AS owner
  FROM deal_facts FINAL WHERE tenant = {tenant:String} AND hidden = 'no')`;

/** Every step of the pipeline, whenever entered, with what presets count by. */
function presetStepsSql({ rep }: PresetCount): string {
  const steps = `
    SELECT s.*, s.rep AS credited_rep, d.began_at AS began_at, d.outcome AS outcome, d.closed_at AS closed_at, d.owner AS owner,
      NOT skipped AND entered_at >= ${period} AS stood_in_period,
      count() OVER earlier = rank AND min(stood_in_period) OVER earlier = 1 AS chained
    FROM (${creditedStepsSql(columns, 'f.pipeline_id = {pipeline:String}')}) AS s
    INNER JOIN ${dealsSql} AS d ON d.deal_id = s.deal_id
    WINDOW earlier AS (PARTITION BY deal_id ORDER BY rank ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  return withPeopleAtSql(
    `SELECT * EXCEPT (rep), ${rep === 'credited' ? 'credited_rep' : `if(owner = '', 'unassigned', owner)`} AS rep,
      any(chained) OVER (PARTITION BY deal_id ORDER BY rank ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) = 1 AS next_chained
    FROM (${steps})`,
    'entered_at',
  );
}

const cellRow = z.object({
  key: z.string(),
  stageId: z.string(),
  seen: z.number(),
  moved: z.number(),
  both: z.number(),
});

/**
 * The steps of a pipeline counted the way of a preset, beside our funnel of the same period: rows by key, each with every
 * one of `steps`, in order. Rows of either way have a row here.
 */
export async function readPreset(
  warehouse: Warehouse,
  id: PresetId,
  scope: StepScope & { steps: readonly PipelineStep[] },
): Promise<PresetRow[]> {
  const count = presetCounts[id];
  const query = {
    name: `preset_${id}`,
    sql: `SELECT toString(${keySql(scope.by, 'entered_at')}) AS key, toString(stage_id) AS stageId, count() AS seen,
        countIf(${count.moved}) AS moved, countIf(entered_at >= ${period}) AS both
      FROM ${presetStepsSql(count)} WHERE ${count.seen} GROUP BY key, stageId ORDER BY key, stageId`,
    parameters: stepScopeParameters,
    row: cellRow,
  };
  const [cells, ours] = await Promise.all([
    warehouse.read(query, toStepParameters(scope)),
    readFunnel(warehouse, scope),
  ]);
  const theirsOf = new Map(cells.map((cell) => [JSON.stringify([cell.key, cell.stageId]), cell]));
  const oursOf = new Map(ours.map((row) => [row.key, row.steps]));
  const keys = [...new Set([...cells.map(({ key }) => key), ...oursOf.keys()])].toSorted((left, right) =>
    Buffer.compare(Buffer.from(left), Buffer.from(right)),
  );
  return keys.map((key) => ({
    key,
    steps: scope.steps.map(({ stageId }) => {
      const theirs = theirsOf.get(JSON.stringify([key, stageId]));
      const own = oursOf.get(key)?.find((step) => step.stage_id === stageId);
      const [seen, moved, both] = [theirs?.seen ?? 0, theirs?.moved ?? 0, theirs?.both ?? 0];
      const entered = own?.entered ?? 0;
      return {
        stage_id: stageId,
        theirs: { moved, of: seen, rate: seen === 0 ? null : moved / seen },
        ours: {
          advanced: own?.advanced ?? 0,
          entered,
          rate: own?.rate ?? null,
          interval: own?.interval ?? null,
        },
        bridge: scope.by === null ? { both, only_theirs: seen - both, only_ours: entered - both } : null,
      };
    }),
  }));
}
