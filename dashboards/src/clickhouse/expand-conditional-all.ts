import { splitArguments } from './split-arguments.ts';
import { allValues, type VariableValues } from './interpolate-variables.ts';

const name = '$__conditionalAll';

/** Replaces `$__conditionalAll(condition, $variable)` by `1=1` where the variable stands at all, else by its condition. */
export function expandConditionalAll(
  rawSql: string,
  variables: VariableValues,
): { kind: 'expanded'; sql: string } | { kind: 'wrong_arguments'; name: string } {
  let sql = rawSql;
  for (let start = sql.lastIndexOf(`${name}(`); start >= 0; start = sql.lastIndexOf(`${name}(`)) {
    const call = splitArguments(sql, start + name.length);
    const [condition, variable] = call?.arguments ?? [];
    if (call?.arguments.length !== 2 || condition === undefined || variable === undefined)
      return { kind: 'wrong_arguments', name };
    const value = variables[variable.replace(/^\$\{?(\w+)\}?$/, '$1')];
    // A list of one "all" and an empty list read as text the same as their only value and as nothing.
    const isAll = value !== undefined && [allValues, ''].includes(String(value));
    sql = sql.slice(0, start) + (isAll ? '1=1' : condition) + sql.slice(call.end);
  }
  return { kind: 'expanded', sql };
}
