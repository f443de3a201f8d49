import type { MappingFault } from './mapping-fault.ts';
import type { DealRowsFile, EventRowsFile, MappingFile } from './mapping-schema.ts';

const roles = ['rep', 'manager', 'director', 'board', 'sales_ops'];

/** Stages of the history must exist in a pipeline. */
export function checkDealHistory(file: DealRowsFile, faults: MappingFault[]): void {
  const stageIds = new Set(
    file.pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => stage.stage_id)),
  );
  for (const [index, entry] of file.deals.history.entries()) {
    for (const stageId of [
      ...(entry.current_stage ?? []),
      ...(entry.stage === undefined ? [] : [entry.stage]),
    ]) {
      if (stageIds.has(stageId)) continue;
      faults.push({
        path: ['deals', 'history', index, entry.stage === undefined ? 'current_stage' : 'stage'],
        message: `no pipeline has a stage with the id ${JSON.stringify(stageId)}`,
      });
    }
  }
}

/** A value is a stage or it is none; the owner comes from one place. */
export function checkEventFields(file: EventRowsFile, faults: MappingFault[]): void {
  const values = new Set(
    file.pipelines.flatMap((pipeline) =>
      pipeline.stages.flatMap((stage) => stage.values ?? [stage.stage_id]),
    ),
  );
  for (const [index, value] of (file.deals.stage?.no_stage ?? []).entries()) {
    if (!values.has(value)) continue;
    faults.push({
      path: ['deals', 'stage', 'no_stage', index],
      message: `${JSON.stringify(value)} is the value of a stage of a pipeline above`,
    });
  }
  if (file.deals.fields.owner_id !== undefined && file.person?.owns_deal === 'yes') {
    faults.push({
      path: ['deals', 'fields', 'owner_id'],
      message:
        'the owner comes either from here or from "person"; say "owns_deal: no" there, or leave this out',
    });
  }
}

/** `start` and `end` go together; what belongs to single rows does not stand beside them. */
export function checkActivityRules(file: EventRowsFile, faults: MappingFault[]): void {
  for (const [index, rule] of file.activities.entries()) {
    const path = ['activities', index];
    const isPair = rule.start !== undefined && rule.end !== undefined;
    if (!isPair && (rule.start !== undefined || rule.end !== undefined)) {
      faults.push({ path, message: 'an activity of two rows needs both "start" and "end"' });
    } else if (isPair && (rule.duration !== undefined || rule.activity_id !== undefined)) {
      faults.push({
        path,
        message: '"duration" and "activity_id" are for activities of one row; leave out "start" and "end"',
      });
    } else if (!isPair && rule.pair_by !== undefined) {
      faults.push({
        path: [...path, 'pair_by'],
        message: 'is for activities of two rows; state "start" and "end"',
      });
    }
    const { direction } = rule;
    const directions = [direction.constant, direction.default, ...Object.values(direction.values ?? {})];
    for (const value of directions) {
      if (value === undefined || value === 'inbound' || value === 'outbound') continue;
      faults.push({
        path: [...path, 'direction'],
        message: `${JSON.stringify(value)} must be outbound or inbound`,
      });
    }
  }
}

/** Roles written in the mapping are roles of the contract. */
export function checkPeople(file: MappingFile, faults: MappingFault[]): void {
  const role = file.people?.table?.role;
  for (const value of [role?.constant, role?.default, ...Object.values(role?.values ?? {})]) {
    if (value === undefined || roles.includes(value)) continue;
    faults.push({
      path: ['people', 'table', 'role'],
      message: `${JSON.stringify(value)} is no role; roles are ${roles.join(', ')}`,
    });
  }
}
