import { splitArguments } from './split-arguments.ts';

/** The time range of the board in epoch milliseconds, half-open, and the interval that Grafana chose for the panel. */
export interface QueryFrame {
  fromMs: number;
  toMs: number;
  intervalMs: number;
}

type Macro = (frame: QueryFrame, argument: string) => string;

const seconds = (ms: number): string => `toDateTime(${Math.floor(ms / 1000)})`;
const milliseconds = (ms: number): string => `fromUnixTimestamp64Milli(${ms})`;
const day = (ms: number): string => `toDate('${new Date(ms).toISOString().slice(0, 10)}')`;
const wholeSeconds = ({ intervalMs }: QueryFrame): number => Math.floor(Math.max(intervalMs / 1000, 1));
const between = (column: string, from: string, to: string): string =>
  `${column} >= ${from} AND ${column} <= ${to}`;

/** Macros without arguments; brackets behind them are allowed. */
const plainMacros: Readonly<Record<string, Macro>> = {
  fromTime: ({ fromMs }) => seconds(fromMs),
  toTime: ({ toMs }) => seconds(toMs),
  fromTime_ms: ({ fromMs }) => milliseconds(fromMs),
  toTime_ms: ({ toMs }) => milliseconds(toMs),
  interval_s: (frame) => String(wholeSeconds(frame)),
};

/** Macros of one column. Filters include both ends, so a board that counts periods half-open uses from and to. */
const columnMacros: Readonly<Record<string, Macro>> = {
  timeFilter: ({ fromMs, toMs }, column) => between(column, seconds(fromMs), seconds(toMs)),
  timeFilter_ms: ({ fromMs, toMs }, column) => between(column, milliseconds(fromMs), milliseconds(toMs)),
  dateFilter: ({ fromMs, toMs }, column) => between(column, day(fromMs), day(toMs)),
  timeInterval: (frame, column) =>
    `toStartOfInterval(toDateTime(${column}), INTERVAL ${wholeSeconds(frame)} second)`,
  timeInterval_ms: ({ intervalMs }, column) =>
    `toStartOfInterval(toDateTime64(${column}, 3), INTERVAL ${Math.floor(Math.max(intervalMs, 1))} millisecond)`,
};

/** Replaces the time macros (`$__fromTime`, `$__timeFilter(column)`, …) as the plugin's backend does. */
export function expandMacros(
  rawSql: string,
  frame: QueryFrame,
):
  | { kind: 'expanded'; sql: string }
  | { kind: 'unknown_macro'; name: string }
  | { kind: 'wrong_arguments'; name: string } {
  const found = /\$__(\w+)/;
  let sql = rawSql;
  for (let match = found.exec(sql); match !== null; match = found.exec(sql)) {
    const [whole, name = ''] = match;
    const call = splitArguments(sql, match.index + whole.length);
    const given = call?.arguments.filter((text) => text !== '') ?? [];
    const plain = plainMacros[name];
    const macro = plain ?? columnMacros[name];
    if (macro === undefined) return { kind: 'unknown_macro', name: whole };
    if (given.length !== (plain === undefined ? 1 : 0)) return { kind: 'wrong_arguments', name: whole };
    const end = call?.end ?? match.index + whole.length;
    sql = sql.slice(0, match.index) + macro(frame, given[0] ?? '') + sql.slice(end);
  }
  return { kind: 'expanded', sql };
}
