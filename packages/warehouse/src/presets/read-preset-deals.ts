import type { PresetId, PresetPart } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import {
  type StepScope,
  stepScopeParameters,
  toStepParameters,
  visibleStepsSql,
} from '../reads/step-scope.ts';
import { presetCounts } from './preset-catalogue.ts';
import { presetStepsSql } from './preset-steps.ts';

/** Which deals of a step of a preset are opened. */
export interface PresetDealsScope extends StepScope {
  preset: PresetId;
  counted: PresetPart;
  stageId: string;
  limit: number;
  /** The last id of the page before; null for the first page. */
  after: string | null;
}

/** The ids behind a number of a preset or of its bridge, sorted, one more than `limit` where there are more. */
export async function readPresetDeals(warehouse: Warehouse, scope: PresetDealsScope): Promise<string[]> {
  const { preset, counted } = scope;
  const query = {
    name: `deals_of_preset_${preset}_${counted}`,
    sql: `SELECT DISTINCT deal_id AS dealId FROM ${partSql(preset, counted)} AND deal_id > {after:String}
      ORDER BY deal_id LIMIT {page:UInt32}`,
    parameters: stepScopeParameters.extend({ stage: z.string(), after: z.string(), page: z.int() }),
    row: z.object({ dealId: z.string() }),
  };
  const found = await warehouse.read(query, {
    ...toStepParameters(scope),
    stage: scope.stageId,
    after: scope.after ?? '',
    page: scope.limit + 1,
  });
  return found.map(({ dealId }) => dealId);
}

function partSql(preset: PresetId, counted: PresetPart): string {
  const count = presetCounts[preset];
  const theirs = `${presetStepsSql(count)} WHERE stage_id = {stage:String} AND (${count.seen})`;
  const ours = `${visibleStepsSql} WHERE stage_id = {stage:String}`;
  switch (counted) {
    case 'theirs':
      return theirs;
    case 'theirs_moved':
      return `${theirs} AND (${count.moved})`;
    case 'both':
      return `${theirs} AND deal_id IN (SELECT deal_id FROM ${ours})`;
    case 'only_theirs':
      return `${theirs} AND deal_id NOT IN (SELECT deal_id FROM ${ours})`;
    case 'only_ours':
      return `${ours} AND deal_id NOT IN (SELECT deal_id FROM ${theirs})`;
  }
}
