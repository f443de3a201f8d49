import type { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { ofPipeline, withinPeriod } from '../sql/board-filters.ts';
import { annotation } from './annotation.ts';

const told = (verb: string, steps: string) =>
  `if(empty(${steps}), '', concat('${verb} ', arrayStringConcat(${steps}, ', '), '. '))`;

/** When the pipeline in view was defined otherwise: rates before and after count other steps. */
export function processChanges(): AnnotationQueryBuilder {
  return annotation(
    'Process changes',
    'orange',
    `
SELECT toDateTime(changed_at, 'UTC') AS time, concat(pipeline_name, ' was changed') AS title,
  trimRight(concat(${told('Added', 'added')}, ${told('Removed', 'removed')}, ${told('Name or horizon changed:', 'changed')})) AS text
FROM stepup_v1.process_changes WHERE ${ofPipeline} AND ${withinPeriod('changed_at')} ORDER BY time`.trim(),
  );
}
