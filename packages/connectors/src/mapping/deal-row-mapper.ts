import { addSeconds, type Instant } from '@stepup/contracts';
import { refuseRow, type RowRefusal } from '../refusal.ts';
import type { SourceRow } from '../source-row.ts';
import type { CompiledPipeline, CompiledStage, DealRowsMapping } from './compiled-mapping.ts';
import { compileConditions } from './condition.ts';
import { compileDealFields, type DealFields, readTime } from './deal-fields.ts';
import { findPipeline, findStage } from './deal-pipeline.ts';
import { eventMakerOf } from './definition-events.ts';
import type { RowMapper } from './row-outcome.ts';

interface Stand {
  readonly time: Instant;
  readonly stage: CompiledStage;
  readonly fields: DealFields['fields'];
}

const secondsOfDay = 86_400;

/**
 * One row a deal: each dated column of the history is a stand at a stage. The row's own stage, if none of them dates
 * it, is a stand on the snapshot day; an outcome without its date is refused, because a close date cannot be made up.
 */
export function createDealRowMapper(mapping: DealRowsMapping): RowMapper {
  const { file, snapshot } = mapping;
  const maker = eventMakerOf(mapping);
  const passes = compileConditions(file.row_filter);
  const readFields = compileDealFields(file.deals.fields, mapping);
  const readHistory = compileHistory(mapping);
  const idPrefix = file.id_prefix ?? '';
  return (row) => {
    if (!passes(row)) return { kind: 'row_skipped', reason: 'row_filtered' };
    const id = row.cell(file.deals.deal_id);
    if (id === '') return refuseEmpty('id_missing', file.deals.deal_id);
    const pipeline = findPipeline(mapping, row);
    if ('kind' in pipeline) return pipeline;
    const value = row.cell(file.deals.stage);
    if (value === '') return refuseEmpty('stage_missing', file.deals.stage);
    const current = findStage(pipeline, file.deals.stage, value);
    if ('kind' in current) return current;
    const read = readFields(row);
    if (read.kind === 'row_refused') return read;
    const stands = readHistory(row, pipeline, current);
    if ('kind' in stands) return stands;
    if (!stands.some(({ stage }) => stage === current)) {
      if (current.isOutcome) {
        return refuseRow(
          'outcome_undated',
          `The deal is closed (${JSON.stringify(value)}), but no column says when. Fill in its date, or add the column to "history".`,
          file.deals.stage,
        );
      }
      if (snapshot === undefined) {
        return refuseRow(
          'stage_undated',
          `No column says since when the deal stands at ${JSON.stringify(value)}, and the mapping states no "snapshot" day for such rows.`,
          file.deals.stage,
        );
      }
      stands.push({ time: snapshot, stage: current, fields: {} });
    }
    const drafts = stands.map(({ time, stage, fields }, index) =>
      maker.make({
        type: 'sales.deal.changed.v1',
        time,
        order: index + 1,
        data: {
          deal_id: idPrefix + id,
          pipeline_id: pipeline.pipelineId,
          stage_id: stage.stageId,
          ...(index === 0 ? read.fields : {}),
          ...fields,
        },
      }),
    );
    const owner = read.fields['owner_id'];
    return { kind: 'row_mapped', drafts, personIds: owner === undefined ? [] : [owner] };
  };
}

function refuseEmpty(code: 'id_missing' | 'stage_missing', column: string): RowRefusal {
  return refuseRow(code, `Column ${JSON.stringify(column)} is empty.`, column);
}

function compileHistory(
  mapping: DealRowsMapping,
): (row: SourceRow, pipeline: CompiledPipeline, current: CompiledStage) => Stand[] | RowRefusal {
  const { times, snapshot } = mapping;
  const lastTime = snapshot === undefined ? undefined : addSeconds(snapshot, secondsOfDay);
  const entries = mapping.file.deals.history.map((entry) => ({
    ...entry,
    currentStages: new Set(entry.current_stage),
    read: compileDealFields(entry.fields ?? {}, mapping),
  }));
  return (row, pipeline, current) => {
    const stands: Stand[] = [];
    let latest: { time: Instant; column: string } | undefined;
    for (const { at, stage: stageId, currentStages, read } of entries) {
      const cell = row.cell(at);
      if (cell === '' || (stageId === undefined && !currentStages.has(current.stageId))) continue;
      // A stage of another pipeline is no part of this deal's history.
      const stage = stageId === undefined ? current : pipeline.stageById.get(stageId);
      if (stage === undefined) continue;
      const time = readTime(times, cell, at);
      if (typeof time !== 'string') return time;
      if (lastTime !== undefined && time >= lastTime) {
        return refuseRow(
          'time_after_snapshot',
          `Column ${JSON.stringify(at)} holds ${cell}, which lies after the snapshot day of the mapping.`,
          at,
        );
      }
      if (latest !== undefined && time < latest.time) {
        return refuseRow(
          'times_out_of_order',
          `Column ${JSON.stringify(at)} holds ${cell}, which is before the time in column ${JSON.stringify(latest.column)}. ` +
            'The history of a mapping stands in the order in which a deal goes through it.',
          at,
        );
      }
      latest = { time, column: at };
      const entryFields = read(row);
      if (entryFields.kind === 'row_refused') return entryFields;
      stands.push({ time, stage, fields: entryFields.fields });
    }
    return stands;
  };
}
