import { type StepScope, stepsAskedForSql } from '../reads/step-scope.ts';
import type { IndicatorScope, Observations } from './indicator.ts';

/** The steps entered in the period, of the stage asked for or of all, with the columns named beside the usual ones. */
export function stepObservations(
  scope: IndicatorScope,
  columns: Parameters<typeof stepsAskedForSql>[1] = [],
): Observations {
  const steps: StepScope = { ...scope, pipelineId: scope.pipelineId ?? '' };
  return { rows: stepsAskedForSql(steps, columns), dated: 'entered_at', counted: ofStageSql, opened: '1' };
}

/** That a step is at the stage asked for, as SQL. */
export const ofStageSql = `({stage:String} = '' OR stage_id = {stage:String})`;

/** The same without steps that were passed without standing there. */
export const stoodAtStageSql = `NOT skipped AND ${ofStageSql}`;
