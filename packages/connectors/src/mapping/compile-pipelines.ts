import type { MappingFault } from './mapping-fault.ts';
import type { CompiledPipeline, CompiledStage } from './compiled-mapping.ts';
import type { MappingFile, PipelineEntry } from './mapping-schema.ts';

const outcomeOrder = 9000;

/** The pipelines by what the source calls them; faults of stages, positions and values go to `faults`. */
export function compilePipelines(file: MappingFile, faults: MappingFault[]): Map<string, CompiledPipeline> {
  const pipelines = new Map<string, CompiledPipeline>();
  const isOnlyOne = file.deals.pipeline === undefined;
  if (isOnlyOne && file.pipelines.length > 1) {
    faults.push({
      path: ['deals'],
      message: 'several pipelines: name the column that says which ("pipeline: <column>")',
    });
  }
  const ids = new Set<string>();
  for (const [index, entry] of file.pipelines.entries()) {
    if (ids.has(entry.pipeline_id)) {
      faults.push({ path: ['pipelines', index, 'pipeline_id'], message: 'another pipeline has the same id' });
    }
    ids.add(entry.pipeline_id);
    const pipeline = compilePipeline(entry, ['pipelines', index], faults);
    for (const value of isOnlyOne ? [''] : (entry.values ?? [entry.pipeline_id])) {
      if (!isOnlyOne && pipelines.has(value)) {
        faults.push({
          path: ['pipelines', index],
          message: `the value ${JSON.stringify(value)} names another pipeline too`,
        });
      }
      pipelines.set(value, pipeline);
    }
  }
  return pipelines;
}

function compilePipeline(
  entry: PipelineEntry,
  path: readonly (string | number)[],
  faults: MappingFault[],
): CompiledPipeline {
  const stageById = new Map<string, CompiledStage>();
  const stageByValue = new Map<string, CompiledStage>();
  const positions = new Set<number>();
  const openPositions = entry.stages
    .filter((stage) => stage.outcome === undefined)
    .map((stage) => stage.position ?? 0)
    .sort((left, right) => left - right);
  if (openPositions.length === 0) {
    faults.push({ path: [...path, 'stages'], message: 'at least one stage must be open (have no outcome)' });
  }
  for (const [index, stage] of entry.stages.entries()) {
    const at = [...path, 'stages', index];
    const isOutcome = stage.outcome !== undefined;
    if (!isOutcome) {
      if (stage.position === undefined) {
        faults.push({
          path: at,
          message: 'an open stage needs its "position" in the order of the sales process',
        });
      } else if (positions.has(stage.position)) {
        faults.push({ path: [...at, 'position'], message: 'another open stage has the same position' });
      }
      positions.add(stage.position ?? 0);
    }
    const order = isOutcome ? outcomeOrder : openPositions.indexOf(stage.position ?? 0) + 1;
    const compiled = { stageId: stage.stage_id, isOutcome, order };
    if (stageById.has(stage.stage_id)) {
      faults.push({ path: [...at, 'stage_id'], message: 'another stage of this pipeline has the same id' });
    }
    stageById.set(stage.stage_id, compiled);
    for (const value of stage.values ?? [stage.stage_id]) {
      if (stageByValue.has(value)) {
        faults.push({ path: at, message: `the value ${JSON.stringify(value)} names another stage too` });
      }
      stageByValue.set(value, compiled);
    }
  }
  return { pipelineId: entry.pipeline_id, stageByValue, stageById };
}
