import { type DraftEvent, EventMaker } from './draft-event.ts';
import type { Mapping } from './compiled-mapping.ts';
import type { PipelineEntry } from './mapping-schema.ts';

interface Definition {
  /** The key of the mapping file that says it. */
  readonly path: readonly (string | number)[];
  readonly draft: DraftEvent;
}

/** The maker of a mapping's events: its name is their source, its snapshot their recorded time. */
export function eventMakerOf(mapping: Mapping): EventMaker {
  return new EventMaker(mapping.file.name, mapping.file.revision, mapping.snapshot);
}

/** What the mapping file itself says: the tenant's settings and the pipelines. */
export function makeDefinitionEvents(mapping: Mapping): Definition[] {
  const { file, definitionsFrom } = mapping;
  const maker = eventMakerOf(mapping);
  const definitions: Definition[] = file.pipelines.map((pipeline, index) => ({
    path: ['pipelines', index],
    draft: maker.make({
      type: 'sales.pipeline.defined.v1',
      time: definitionsFrom,
      order: 0,
      data: toPipelineData(pipeline),
    }),
  }));
  const { tenant } = file;
  if (tenant === undefined) return definitions;
  const data = {
    ...(tenant.time_zone === undefined ? {} : { time_zone: tenant.time_zone }),
    ...(tenant.currency === undefined ? {} : { currency: tenant.currency }),
    ...(tenant.fiscal_year_start_month === undefined
      ? {}
      : { fiscal_year_start_month: tenant.fiscal_year_start_month }),
  };
  const draft = maker.make({ type: 'sales.tenant.configured.v1', time: definitionsFrom, order: 0, data });
  return [{ path: ['tenant'], draft }, ...definitions];
}

function toPipelineData(pipeline: PipelineEntry): Record<string, unknown> {
  // The contract ignores the position of an outcome, but wants one.
  const afterAll = Math.max(...pipeline.stages.map((stage) => stage.position ?? 0)) + 1;
  return {
    pipeline_id: pipeline.pipeline_id,
    name: pipeline.name ?? pipeline.pipeline_id,
    stages: pipeline.stages.map((stage) => ({
      stage_id: stage.stage_id,
      name: stage.name ?? stage.stage_id,
      position: stage.position ?? afterAll,
      ...(stage.outcome === undefined ? {} : { outcome: stage.outcome }),
      ...(stage.horizon_days === undefined ? {} : { horizon_days: stage.horizon_days }),
      ...(stage.exit_criteria === undefined ? {} : { exit_criteria: stage.exit_criteria }),
    })),
  };
}
