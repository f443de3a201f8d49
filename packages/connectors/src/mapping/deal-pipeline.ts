import { quoteCell, refuseRow, type RowRefusal } from '../refusal.ts';
import type { SourceRow } from '../source-row.ts';
import type { CompiledPipeline, CompiledStage, Mapping } from './compiled-mapping.ts';

/** The pipeline of a row: the only one, or the one that its column names. */
export function findPipeline(mapping: Mapping, row: SourceRow): CompiledPipeline | RowRefusal {
  const column = mapping.file.deals.pipeline;
  const value = column === undefined ? '' : row.cell(column);
  return (
    mapping.pipelines.get(value) ??
    refuseRow(
      'pipeline_unmapped',
      `Column ${JSON.stringify(column)} holds ${quoteCell(value)}, which is the value of no pipeline of the mapping. Add it there.`,
      column,
    )
  );
}

/** The stage that a cell means in a pipeline. */
export function findStage(
  pipeline: CompiledPipeline,
  column: string,
  value: string,
): CompiledStage | RowRefusal {
  return (
    pipeline.stageByValue.get(value) ??
    refuseRow(
      'stage_unmapped',
      `Column ${JSON.stringify(column)} holds ${quoteCell(value)}, which is the value of no stage of the pipeline ` +
        `${JSON.stringify(pipeline.pipelineId)}. Add it to the "values" of its stage (or, for event rows, to "no_stage").`,
      column,
    )
  );
}
