import type { PresetAnswer, PresetId } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { readFunnel } from '../funnel/read-funnel.ts';
import type { PipelineStep } from '../reads/read-tenant-profile.ts';
import {
  keySql,
  type StepScope,
  stepScopeParameters,
  toStepParameters,
  visibleStepsSql,
} from '../reads/step-scope.ts';
import { presetCounts } from './preset-catalogue.ts';
import { presetStepsSql } from './preset-steps.ts';

type PresetRow = PresetAnswer['rows'][number];

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
  // The two ways may count a deal for different people: what both count is in the scope of both.
  const both =
    scope.by === null
      ? `countIf((deal_id, stage_id) IN (SELECT deal_id, stage_id FROM ${visibleStepsSql}))`
      : '0';
  const query = {
    name: scope.by === null ? `preset_${id}` : `grouped_preset_${id}`,
    sql: `SELECT toString(${keySql(scope.by, 'entered_at')}) AS key, toString(stage_id) AS stageId, count() AS seen,
        countIf(${count.moved}) AS moved, ${both} AS both
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
