import { expandConditionalAll } from './expand-conditional-all.ts';
import { expandMacros, type QueryFrame } from './expand-macros.ts';
import { interpolateVariables, type VariableValues } from './interpolate-variables.ts';

/** The SQL that reaches the engine, or the first thing that Grafana or the plugin would have left standing in it. */
export type ExpandedQuery =
  | { kind: 'expanded'; sql: string }
  | { kind: 'unknown_variable'; name: string }
  | { kind: 'unknown_format'; name: string }
  | { kind: 'unknown_macro'; name: string }
  | { kind: 'wrong_arguments'; name: string };

/**
 * What Grafana and the plugin make of a panel's SQL, in their order: `$__conditionalAll`, dashboard variables (both in
 * the browser), then the time macros (in the plugin's backend).
 */
export function expandQuery(rawSql: string, variables: VariableValues, frame: QueryFrame): ExpandedQuery {
  const conditional = expandConditionalAll(rawSql, variables);
  if (conditional.kind !== 'expanded') return conditional;
  const interpolated = interpolateVariables(conditional.sql, variables);
  if (interpolated.kind !== 'expanded') return interpolated;
  return expandMacros(interpolated.sql, frame);
}
