import { refuseRow, type RowRefusal } from '../refusal.ts';
import type { SourceRow } from '../source-row.ts';
import { compileActivityRules } from './activity-rules.ts';
import type { EventRowsMapping } from './compiled-mapping.ts';
import { compileConditions } from './condition.ts';
import { compileDealFields, readTime } from './deal-fields.ts';
import { findPipeline, findStage } from './deal-pipeline.ts';
import { eventMakerOf } from './definition-events.ts';
import type { DraftEvent } from './draft-event.ts';
import type { RowMapper } from './row-outcome.ts';

type StageReading =
  | { readonly kind: 'no_stage' }
  | { readonly kind: 'stage'; readonly order: number; readonly fields: Readonly<Record<string, string>> };

/**
 * One row an event: what it says of the deal's stage and owner becomes one deal event at its time, what it says of
 * an activity one activity event (or its half of one). Events of one deal at one time count in the order of the
 * pipeline, those without a stage before them, outcomes after them.
 */
export function createEventRowMapper(mapping: EventRowsMapping): RowMapper {
  const { file, times, machines } = mapping;
  const maker = eventMakerOf(mapping);
  const passes = compileConditions(file.row_filter);
  const readStage = compileStage(mapping);
  const readActivity = compileActivityRules(mapping, maker);
  const idPrefix = file.id_prefix ?? '';
  const personPrefix = file.person_id_prefix ?? '';
  const ownsDeal = file.person?.owns_deal === 'yes';
  const personColumn = file.person?.column;
  return (row, fileName) => {
    if (!passes(row)) return { kind: 'row_skipped', reason: 'row_filtered' };
    const id = row.cell(file.deals.deal_id);
    if (id === '')
      return refuseRow(
        'id_missing',
        `Column ${JSON.stringify(file.deals.deal_id)} is empty.`,
        file.deals.deal_id,
      );
    const dealId = idPrefix + id;
    const timeCell = row.cell(file.deals.time);
    if (timeCell === '')
      return refuseRow(
        'time_missing',
        `Column ${JSON.stringify(file.deals.time)} is empty.`,
        file.deals.time,
      );
    const time = readTime(times, timeCell, file.deals.time);
    if (typeof time !== 'string') return time;
    const stage = readStage(row);
    if (stage.kind === 'row_refused') return stage;
    const name = personColumn === undefined ? '' : row.cell(personColumn);
    const personId = name === '' || machines.has(name) ? undefined : personPrefix + name;
    const activity = readActivity(row, { dealId, time, personId, file: fileName });
    if (activity?.kind === 'row_refused') return activity;

    const drafts: DraftEvent[] = [];
    const personIds = personId === undefined ? [] : [personId];
    const owner = ownsDeal ? personId : undefined;
    if (stage.kind === 'stage' || owner !== undefined) {
      const fields = stage.kind === 'stage' ? stage.fields : {};
      drafts.push(
        maker.make({
          type: 'sales.deal.changed.v1',
          time,
          order: stage.kind === 'stage' ? stage.order : 0,
          data: { deal_id: dealId, ...fields, ...(owner === undefined ? {} : { owner_id: owner }) },
        }),
      );
      const named = fields['owner_id'];
      if (named !== undefined) personIds.push(named);
    }
    if (activity?.kind === 'activity_event') drafts.push(activity.draft);
    if (activity?.kind === 'held') return { kind: 'row_mapped', drafts, personIds, held: activity.held };
    if (drafts.length === 0) return { kind: 'row_skipped', reason: 'nothing_to_map' };
    return { kind: 'row_mapped', drafts, personIds };
  };
}

function compileStage(mapping: EventRowsMapping): (row: SourceRow) => StageReading | RowRefusal {
  const entry = mapping.file.deals.stage;
  if (entry === undefined) return () => ({ kind: 'no_stage' });
  const { column } = entry;
  const states = compileConditions(entry.where);
  const noStage = new Set(entry.no_stage);
  const readFields = compileDealFields(mapping.file.deals.fields, mapping);
  return (row) => {
    const value = row.cell(column);
    if (value === '' || noStage.has(value) || !states(row)) return { kind: 'no_stage' };
    const pipeline = findPipeline(mapping, row);
    if ('kind' in pipeline) return pipeline;
    const stage = findStage(pipeline, column, value);
    if ('kind' in stage) return stage;
    const read = readFields(row);
    if (read.kind === 'row_refused') return read;
    return {
      kind: 'stage',
      order: stage.order,
      fields: { pipeline_id: pipeline.pipelineId, stage_id: stage.stageId, ...read.fields },
    };
  };
}
