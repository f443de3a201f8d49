import { Readable } from 'node:stream';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type * as z from 'zod';
import { clickHouseSettings, clusterSettings } from './clickhouse-settings.ts';
import { toClusterMutation } from './cluster-statements.ts';

/** Where the ClickHouse interface answers; embedded and deployed differ in nothing else. */
export interface WarehouseAddress {
  url: string;
  username: string;
  password: string;
  database: string;
  /** The cluster that the tables are spread over; absent: one server. */
  cluster?: string | undefined;
}

/** A question as a value: its name shows in the engine's logs, its parameters are bound, its rows are parsed. */
interface WarehouseQuery<Parameters extends z.ZodType, Row extends z.ZodType> {
  readonly name: string;
  readonly sql: string;
  readonly parameters: Parameters;
  readonly row: Row;
}

/** A statement without rows, like `INSERT … SELECT`. */
interface WarehouseStatement<Parameters extends z.ZodType> {
  readonly name: string;
  readonly sql: string;
  readonly parameters: Parameters;
}

/** The connection to the engine. Every method throws when the engine cannot be reached or refuses a statement. */
export interface Warehouse {
  /** All rows of the answer, parsed; bound the answer in SQL. */
  read<Parameters extends z.ZodType, Row extends z.ZodType>(
    query: WarehouseQuery<Parameters, Row>,
    parameters: z.input<Parameters>,
  ): Promise<z.output<Row>[]>;
  /** Rows as the JSON texts the engine wrote, for who hands them on; numbers keep every digit. Bound the answer in SQL. */
  readLines<Parameters extends z.ZodType>(
    query: WarehouseStatement<Parameters>,
    parameters: z.input<Parameters>,
  ): Promise<string[]>;
  run<Parameters extends z.ZodType>(
    statement: WarehouseStatement<Parameters>,
    parameters: z.input<Parameters>,
  ): Promise<void>;
  /** The answer as a file that the engine writes, piece by piece where the format allows it. */
  stream<Parameters extends z.ZodType>(
    statement: WarehouseStatement<Parameters>,
    parameters: z.input<Parameters>,
    format: 'CSVWithNames' | 'Parquet',
  ): Promise<Readable>;
  /** Resolves when the rows are durable. An empty list sends nothing. */
  insert(table: string, rows: readonly object[]): Promise<void>;
  /** The same for rows that are JSON texts already. */
  insertLines(table: string, rows: readonly string[]): Promise<void>;
  /** The same for lines of TabSeparated in UTF-8, each with its end, their fields those of `columns`. */
  insertTabSeparated(table: string, columns: readonly string[], lines: readonly Uint8Array[]): Promise<void>;
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens a connection; nothing is sent until the first call. */
export function openWarehouse({ cluster, ...address }: WarehouseAddress): Warehouse {
  const client = createClient({
    ...address,
    request_timeout: 300_000,
    max_open_connections: 16,
    keep_alive: { enabled: true },
    use_multipart_params_auto: true,
    compression: { request: false, response: false },
    // Its warnings are advice about load balancers; errors come back as rejected promises.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { ...clickHouseSettings, ...(cluster !== undefined && clusterSettings) },
  });
  return {
    async read(query, parameters) {
      const answer = await client.query({
        query: `/* ${query.name} */ ${query.sql}`,
        format: 'JSONEachRow',
        query_params: toBoundParameters(query.parameters.parse(parameters)),
      });
      const rows = await answer.json<unknown>();
      return rows.map((row) => query.row.parse(row));
    },
    async readLines(query, parameters) {
      const answer = await client.query({
        query: `/* ${query.name} */ ${query.sql}`,
        format: 'JSONEachRow',
        query_params: toBoundParameters(query.parameters.parse(parameters)),
      });
      return (await answer.text()).split('\n').filter((line) => line !== '');
    },
    async run(statement, parameters) {
      const sql =
        cluster === undefined
          ? statement.sql
          : toClusterMutation(statement.sql, { cluster, database: address.database });
      await client.command({
        query: `/* ${statement.name} */ ${sql}`,
        query_params: toBoundParameters(statement.parameters.parse(parameters)),
      });
    },
    async stream(statement, parameters, format) {
      const { stream } = await client.exec({
        query: `/* ${statement.name} */ ${statement.sql} FORMAT ${format}`,
        query_params: toBoundParameters(statement.parameters.parse(parameters)),
      });
      return stream;
    },
    async insert(table, rows) {
      if (rows.length === 0) return;
      await client.insert({ table, values: [...rows], format: 'JSONEachRow' });
    },
    async insertLines(table, rows) {
      if (rows.length === 0) return;
      const values = Readable.from([Buffer.from(rows.join('\n'))], { objectMode: false });
      const { stream } = await client.exec({ query: `INSERT INTO ${table} FORMAT JSONEachRow`, values });
      for await (const _ of stream) continue;
    },
    async insertTabSeparated(table, columns, lines) {
      const parts = lines.filter(({ byteLength }) => byteLength > 0);
      if (parts.length === 0) return;
      const { stream } = await client.exec({
        query: `INSERT INTO ${table} (${columns.join(', ')}) FORMAT TabSeparated`,
        values: Readable.from(parts, { objectMode: false }),
        clickhouse_settings: { date_time_input_format: 'basic' },
      });
      for await (const _ of stream) continue;
    },
    async isReachable() {
      return (await client.ping()).success;
    },
    close: () => client.close(),
  };
}

function toBoundParameters(parameters: unknown): Record<string, unknown> {
  if (typeof parameters !== 'object' || parameters === null) return {};
  return Object.fromEntries(Object.entries(parameters));
}
