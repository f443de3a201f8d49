import type { Conditions } from './condition.ts';
import type { FieldSource } from './field-source.ts';
import type { ActivityRuleEntry, DealFieldSources, MappingFile } from './mapping-schema.ts';

/** Every column of the rows that the mapping reads, each once. */
export function sourceColumns(file: MappingFile): string[] {
  const columns = [
    file.deals.deal_id,
    file.deals.pipeline,
    ...ofConditions(file.row_filter),
    ...ofFields(file.deals.fields),
    ...(file.format === 'deal_rows'
      ? [
          file.deals.stage,
          ...file.deals.history.flatMap((entry) => [entry.at, ...ofFields(entry.fields ?? {})]),
        ]
      : [
          file.deals.time,
          file.deals.stage?.column,
          ...ofConditions(file.deals.stage?.where),
          file.person?.column,
          ...file.activities.flatMap((rule) => ofRule(rule)),
        ]),
  ];
  return [...new Set(columns.filter((column) => column !== undefined))];
}

function ofRule(rule: ActivityRuleEntry): (string | undefined)[] {
  return [
    ...ofConditions(rule.where),
    ...ofConditions(rule.start),
    ...ofConditions(rule.end),
    ...(rule.pair_by ?? []),
    ...ofSource(rule.direction),
    ...ofSource(rule.outcome),
    rule.activity_id,
    rule.duration?.column,
  ];
}

function ofConditions(conditions: Conditions | undefined): string[] {
  return Object.keys(conditions ?? {});
}

function ofFields(fields: DealFieldSources): (string | undefined)[] {
  return Object.values(fields).flatMap((source) => ofSource(source));
}

function ofSource(source: FieldSource | undefined): (string | undefined)[] {
  return [source?.column];
}
