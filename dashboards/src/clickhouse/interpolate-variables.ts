/** What a variable that stands at "All" holds. */
export const allValues = '$__all';

/** Variables of a board by name; a variable of several values as a list. */
export type VariableValues = Readonly<Record<string, string | readonly string[]>>;

type Interpolated =
  | { kind: 'expanded'; sql: string }
  | { kind: 'unknown_variable'; name: string }
  | { kind: 'unknown_format'; name: string };

/** Replaces `$name`, `${name}` and `${name:format}` as Grafana does; names that begin with `__` are macros. */
export function interpolateVariables(sql: string, variables: VariableValues): Interpolated {
  const problems: Exclude<Interpolated, { kind: 'expanded' }>[] = [];
  const text = sql.replace(/\$(?:\{(\w+)(?::(\w+))?\}|(?!__)(\w+))/g, (match, braced, format, bare) => {
    const name = String(braced ?? bare);
    const value = variables[name];
    if (value === undefined) {
      problems.push({ kind: 'unknown_variable', name });
      return match;
    }
    const formatted = formatValue(value, format === undefined ? 'plugin' : String(format));
    if (formatted === undefined) problems.push({ kind: 'unknown_format', name: String(format) });
    return formatted ?? match;
  });
  return problems[0] ?? { kind: 'expanded', sql: text };
}

function formatValue(value: string | readonly string[], format: string): string | undefined {
  const values = typeof value === 'string' ? [value] : value;
  switch (format) {
    // The plugin's own: a list is quoted without escaping, a single value is not even quoted.
    case 'plugin':
      return typeof value === 'string' ? value : `'${value.join("','")}'`;
    case 'sqlstring':
      return values.map((one) => `'${one.replaceAll("'", "''")}'`).join(',');
    case 'raw':
      return values.join(',');
    default:
      return undefined;
  }
}
