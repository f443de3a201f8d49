import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Warehouse } from '@stepup/warehouse';
import * as z from 'zod';

/** One team or everybody, and when steps were entered. */
export interface Question {
  team: string | null;
  from: string;
  to: string;
}

/** The same question of the raw events, without merges, reopenings and owners that change: less work than the product does. */
function funnelOfRaw(question: Question, dialect: 'clickhouse' | 'duckdb', source: string): string {
  const isDuck = dialect === 'duckdb';
  const field = (name: string) =>
    isDuck ? `json_extract_string(body, '$.${name}')` : `JSONExtractString(body, '${name}')`;
  const first = (value: string) => (isDuck ? `arg_min(${value}, time)` : `argMin(${value}, time)`);
  const present = (name: string) => (isDuck ? `${field(name)} IS NOT NULL` : `JSONHas(body, '${name}')`);
  const filtered = (name: string) =>
    isDuck
      ? `${first(field(name))} FILTER (WHERE ${present(name)})`
      : `argMinIf(${field(name)}, time, ${present(name)})`;
  const rank = `CASE ${field('stage_id')} WHEN 's1' THEN 1 WHEN 's2' THEN 2 WHEN 's3' THEN 3 WHEN 's4' THEN 4 WHEN 's5' THEN 5 WHEN 'won' THEN 6 ELSE 0 END`;
  const steps = [1, 2, 3, 4, 5];
  const ofTeam = question.team === null ? '1 = 1' : `owner IN (${memberList(question.team)})`;
  const minAt = (k: number) =>
    isDuck ? `min(time) FILTER (WHERE rank >= ${k}) AS at_${k}` : `minIf(time, rank >= ${k}) AS at_${k}`;
  return steps
    .map(
      (
        k,
      ) => `SELECT ${k} AS step, count(*) AS entered, sum(CASE WHEN at_${k + 1} >= at_${k} THEN 1 ELSE 0 END) AS advanced
      FROM histories WHERE ${ofTeam} AND at_${k} >= '${question.from}' AND at_${k} < '${question.to}'`,
    )
    .join(' UNION ALL ')
    .replace(
      /^/,
      `WITH ranked AS (SELECT entity_id, time, body, ${rank} AS rank FROM ${source} WHERE tenant = 'bench' AND entity_kind = 'deal'),
      histories AS (SELECT entity_id, ${filtered('owner_id')} AS owner, ${[1, 2, 3, 4, 5, 6].map(minAt).join(', ')} FROM ranked GROUP BY entity_id) `,
    );
}

const reps = 200;
const teams = 20;

function memberList(team: string): string {
  const nth = Number(team.replace('team-', ''));
  const members = Array.from({ length: reps }, (_, index) => index).filter((index) => index % teams === nth);
  return members.map((index) => `'rep-${index}'`).join(', ');
}

const counted = z.object({
  step: z.coerce.number(),
  entered: z.coerce.number(),
  advanced: z.coerce.number(),
});

/** The question asked of the raw events in the engine. */
export async function askRaw(warehouse: Warehouse, question: Question): Promise<z.output<typeof counted>[]> {
  const sql = funnelOfRaw(question, 'clickhouse', 'raw_events');
  return warehouse.read({ name: 'funnel_of_raw_events', sql, parameters: z.object({}), row: counted }, {});
}

/** DuckDB over the same events as Parquet. */
export interface DuckReference {
  ask(question: Question): Promise<z.output<typeof counted>[]>;
  close(): void;
}

export async function openDuck(warehouse: Warehouse, directory: string): Promise<DuckReference> {
  const file = join(directory, 'events.parquet');
  const sql = `SELECT toString(tenant) AS tenant, toString(entity_kind) AS entity_kind, entity_id, time, body FROM raw_events WHERE entity_kind = 'deal'`;
  const parquet = await warehouse.stream(
    { name: 'events_as_parquet', sql, parameters: z.object({}) },
    {},
    'Parquet',
  );
  await writeFile(file, parquet);
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  return {
    async ask(question) {
      const reader = await connection.runAndReadAll(
        funnelOfRaw(question, 'duckdb', `read_parquet('${file}')`),
      );
      return reader.getRowObjects().map((row) => counted.parse(row));
    },
    close: () => connection.closeSync(),
  };
}
