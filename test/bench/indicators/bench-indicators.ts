/**
 * `pnpm bench:indicators`: every indicator of the API for one team and quarter and for the whole tenant, and the funnel beside two
 * references in the same run: the same question asked of the raw events in the engine, and of the same events as Parquet in DuckDB.
 * `--events N` (300,000; 20,000,000 is what the figures are meant for): a third are events of deals, the others activities.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { indicatorIds } from '@stepup/contracts';
import {
  deriveOpenBatches,
  readFunnel,
  readIndicator,
  readPipelines,
  type Warehouse,
} from '@stepup/warehouse';
import * as z from 'zod';
import { generateDeals, generatedPipelineId } from '../../../packages/warehouse/scripts/generate-deals.ts';
import { startWarehouse } from '../../support/engine/start-warehouse.ts';
import { generateActivities } from './generate-activities.ts';
import { askRaw, openDuck, type Question } from './references.ts';

const { values } = parseArgs({
  options: { events: { type: 'string', default: '300000' }, runs: { type: 'string', default: '5' } },
});
const events = Number(values.events);
const runs = Number(values.runs);
/** A generated deal has five events. */
const deals = Math.round(events / 15);
const activities = events - deals * 5;
const tenant = 'bench';
const reps = 200;
const quarter = { from: '2025-01-01T00:00:00.000000Z', to: '2025-04-01T00:00:00.000000Z' };
const asOf = '2025-10-01T00:00:00.000000Z';

const [cpu] = cpus();
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 1024 ** 3)} GiB, ` +
    `load ${loadavg()[0]?.toFixed(1) ?? '?'}, Node ${process.versions.node}, ${events} events, ${deals} deals, ${reps} reps\n`,
);
const started = await startWarehouse();
const scratch = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
try {
  await measure(started.warehouse);
} finally {
  await started.stop();
  await rm(scratch, { recursive: true, force: true });
}

async function measure(warehouse: Warehouse): Promise<void> {
  await generateDeals(warehouse, { tenant, deals, seed: 1, reps, teams: 20, stepUpShare: 0.6 });
  await generateActivities(warehouse, { tenant, seed: 1, reps, deals, activities });
  const beganAtMs = performance.now();
  const derived = await deriveOpenBatches(warehouse, 'one');
  if (derived.failed.length > 0) throw new Error(String(derived.failed[0]?.error));
  const seconds = (performance.now() - beganAtMs) / 1000;
  console.log(
    `facts derived in ${seconds.toFixed(0)} s, ${Math.round(events / seconds).toLocaleString('en')} events/s\n`,
  );
  await tellIndicators(warehouse);
  await tellFunnels(warehouse);
  await tellStorage(warehouse);
}

async function tellIndicators(warehouse: Warehouse): Promise<void> {
  console.log('| indicator | one team, a quarter: p95 | whole tenant, a quarter: p95 |\n|---|---|---|');
  const goal = { team: 200, tenant: 1_000 };
  let [slowTeams, slowTenants] = [0, 0];
  for (const id of indicatorIds) {
    const scope = {
      tenant,
      pipelineId: generatedPipelineId,
      ...(String(id) === 'neighbour_product' ? { stageId: 's2' } : {}),
      ...quarter,
      asOf,
      timeZone: 'UTC',
      currency: 'EUR',
      by: null,
      reps: 'all',
    } as const;
    const team = await p95Ms(() => readIndicator(warehouse, id, { ...scope, team: 'team-3' }));
    const whole = await p95Ms(() => readIndicator(warehouse, id, scope));
    if (team > goal.team) slowTeams += 1;
    if (whole > goal.tenant) slowTenants += 1;
    console.log(`| ${id} | ${team.toFixed(0)} ms | ${whole.toFixed(0)} ms |`);
  }
  console.log(
    `\nabove ${goal.team} ms for a team: ${slowTeams} of ${indicatorIds.length}; above ${goal.tenant} ms for the tenant: ${slowTenants}\n`,
  );
}

async function tellFunnels(warehouse: Warehouse): Promise<void> {
  const duck = await openDuck(warehouse, scratch);
  const steps =
    (await readPipelines(warehouse, tenant)).find(({ pipelineId }) => pipelineId === generatedPipelineId)
      ?.steps ?? [];
  console.log(
    '| funnel of a quarter: median | Stepup | raw events in ClickHouse | DuckDB on Parquet | times faster than the faster one |\n|---|---|---|---|---|',
  );
  for (const team of ['team-3', null]) {
    const question: Question = { team, from: '2025-01-01 00:00:00', to: '2025-04-01 00:00:00' };
    const scope = {
      tenant,
      pipelineId: generatedPipelineId,
      steps,
      ...quarter,
      asOf,
      timeZone: 'UTC',
      by: null,
      reps: 'all',
      horizonDays: 60,
    } as const;
    const own = await medianMs(() => readFunnel(warehouse, team === null ? scope : { ...scope, team }));
    const raw = await medianMs(() => askRaw(warehouse, question));
    const duckMs = await medianMs(() => duck.ask(question));
    const entered = (rows: readonly { entered: number }[]) => rows.reduce((sum, row) => sum + row.entered, 0);
    const [fromRaw, fromDuck] = [
      entered(await askRaw(warehouse, question)),
      entered(await duck.ask(question)),
    ];
    if (fromRaw !== fromDuck || fromRaw === 0)
      throw new Error(`the references differ: ${fromRaw} and ${fromDuck} entries`);
    const times = Math.min(raw, duckMs) / own;
    console.log(
      `| ${team ?? 'whole tenant'} | ${own.toFixed(0)} ms | ${raw.toFixed(0)} ms | ${duckMs.toFixed(0)} ms | ${times.toFixed(1)} |`,
    );
  }
  duck.close();
}

async function tellStorage(warehouse: Warehouse): Promise<void> {
  const columns = await warehouse.read(
    {
      name: 'bytes_by_column',
      sql: `SELECT table, column, sum(column_data_compressed_bytes) AS bytes FROM system.parts_columns
        WHERE active AND database = currentDatabase() AND table NOT IN ('event_texts', 'touched_entities', 'derived_batches')
        GROUP BY table, column ORDER BY bytes DESC`,
      parameters: z.object({}),
      row: z.object({ table: z.string(), column: z.string(), bytes: z.number() }),
    },
    {},
  );
  const [stored] = await warehouse.read(
    {
      name: 'bytes_on_disk',
      sql: `SELECT sum(bytes_on_disk) AS bytes FROM system.parts
        WHERE active AND database = currentDatabase() AND table NOT IN ('event_texts', 'touched_entities', 'derived_batches')`,
      parameters: z.object({}),
      row: z.object({ bytes: z.number() }),
    },
    {},
  );
  const total = stored?.bytes ?? 0;
  // Small parts keep their columns in one file, which the engine does not tell apart.
  const known = columns.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(
    `\nstored: ${(total / events).toFixed(1)} bytes an event (to reach: ≤ 60), texts not counted; by column where it is known, ${((100 * known) / total).toFixed(0)} %\n\n| column | bytes an event |\n|---|---|`,
  );
  for (const { table, column, bytes } of columns.slice(0, 15)) {
    console.log(`| ${table}.${column} | ${(bytes / events).toFixed(1)} |`);
  }
}

async function timesMs(work: () => Promise<unknown>): Promise<number[]> {
  await work();
  const taken: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedAtMs = performance.now();
    await work();
    taken.push(performance.now() - startedAtMs);
  }
  return taken.toSorted((a, b) => a - b);
}

async function p95Ms(work: () => Promise<unknown>): Promise<number> {
  const taken = await timesMs(work);
  return taken[Math.ceil(taken.length * 0.95) - 1] ?? Number.NaN;
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const taken = await timesMs(work);
  return taken[Math.floor(taken.length / 2)] ?? Number.NaN;
}
