/**
 * `pnpm bench:indicators`: every indicator of the API for one team and quarter and for the whole tenant, the funnel beside two
 * references in the same run (the same question asked of the raw events in the engine, and of the same events as Parquet in DuckDB),
 * what is stored by column, how soon a late event shows, and a smaller tenant filled through the product and in the engine, compared.
 *
 * `--events N` (20,000,000): a third are events of deals, the others activities. `--through-product N` (1,000,000). `--runs N` (5).
 * `--keep FOLDER`: what was made stays there, and is measured again the next time. `--part indicators` or `--part funnels` leaves out the other.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { indicatorIds } from '@stepup/contracts';
import { readFunnel, readIndicator, readPipelines, type Warehouse } from '@stepup/warehouse';
import * as z from 'zod';
import { generatedPipelineId } from '../../../packages/warehouse/scripts/generate-deals.ts';
import {
  benchReps,
  countEvents,
  dealsOfEvents,
  fillTenant,
  openBenchWarehouse,
  waitForRest,
} from './bench-company.ts';
import { tellLateEvent } from './late-event.ts';
import { openDuck, askRaw, type Question } from './references.ts';
import { tellThroughProduct } from './through-product.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '20000000' },
    'through-product': { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    part: { type: 'string', default: 'all' },
    keep: { type: 'string' },
  },
});
const events = Number(values.events);
const runs = Number(values.runs);
const tenant = 'bench';
const quarter = { from: '2025-01-01T00:00:00.000000Z', to: '2025-04-01T00:00:00.000000Z' };
const asOf = '2025-10-01T00:00:00.000000Z';

/** Processor time that the engine has taken so far; null where the system does not tell. */
type CpuClock = () => Promise<number | null>;

const [cpu] = cpus();
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 1024 ** 3)} GiB, ` +
    `load ${loadavg()[0]?.toFixed(1) ?? '?'}, Node ${process.versions.node}, ${events} events, ${dealsOfEvents(events)} deals, ${benchReps} reps\n`,
);
/** The question asked of raw events holds every deal in memory: more than the product takes of a machine. */
const memoryOfReferences = 6 * 1024 ** 3;

const scratch = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
const directory = values.keep ?? join(scratch, 'clickhouse');
const parts = ['indicators', 'funnels'] as const;
const wantedParts = z.enum([...parts, 'all']).parse(values.part);
try {
  for (const part of parts) {
    if (wantedParts !== 'all' && wantedParts !== part) continue;
    const { warehouse, engineCpuMs, close } = await openBenchWarehouse(
      directory,
      part === 'funnels' ? memoryOfReferences : undefined,
    );
    try {
      if ((await countEvents(warehouse, tenant)) === 0) {
        await fillTenant(warehouse, tenant, events);
        await waitForRest(warehouse);
        await tellStorage(warehouse);
      }
      await (part === 'funnels' ? tellFunnels(warehouse) : measure(warehouse, engineCpuMs));
    } finally {
      await close();
    }
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function measure(warehouse: Warehouse, engineCpuMs: CpuClock): Promise<void> {
  await tellIndicators(warehouse, engineCpuMs);
  await tellLateEvent(warehouse, tenant);
  const through = Number(values['through-product']);
  if (through > 0) await tellThroughProduct(warehouse, through);
}

async function tellIndicators(warehouse: Warehouse, engineCpuMs: CpuClock): Promise<void> {
  console.log(
    '| indicator | one team, a quarter: p95 | processor time of the engine | whole tenant, a quarter: p95 | processor time |\n|---|---|---|---|---|',
  );
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
    const team = await p95Ms(engineCpuMs, () => readIndicator(warehouse, id, { ...scope, team: 'team-3' }));
    const whole = await p95Ms(engineCpuMs, () => readIndicator(warehouse, id, scope));
    if (team.p95 > goal.team) slowTeams += 1;
    if (whole.p95 > goal.tenant) slowTenants += 1;
    const told = ({ p95, cpu }: Awaited<ReturnType<typeof p95Ms>>) =>
      `${p95.toFixed(0)} ms | ${cpu === null ? '?' : `${cpu.toFixed(0)} ms`}`;
    console.log(`| ${id} | ${told(team)} | ${told(whole)} |`);
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
  // Generated deals that are lost early have fewer events than five.
  const stored = await countEvents(warehouse, tenant);
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
  const [disk] = await warehouse.read(
    {
      name: 'bytes_on_disk',
      sql: `SELECT sum(bytes_on_disk) AS bytes FROM system.parts
        WHERE active AND database = currentDatabase() AND table NOT IN ('event_texts', 'touched_entities', 'derived_batches')`,
      parameters: z.object({}),
      row: z.object({ bytes: z.number() }),
    },
    {},
  );
  const total = disk?.bytes ?? 0;
  // Small parts keep their columns in one file, which the engine does not tell apart.
  const known = columns.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(
    `\nstored, ${stored.toLocaleString('en')} events: ${(total / stored).toFixed(1)} bytes an event (to reach: ≤ 60), texts not counted; by column where it is known, ${((100 * known) / total).toFixed(0)} %\n\n| column | bytes an event |\n|---|---|`,
  );
  for (const { table, column, bytes } of columns.slice(0, 15)) {
    console.log(`| ${table}.${column} | ${(bytes / stored).toFixed(1)} |`);
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

/** What others do on the machine shows in the one and hardly in the other: the mean of the engine's processor time, warming up included. */
async function p95Ms(
  engineCpuMs: CpuClock,
  work: () => Promise<unknown>,
): Promise<{ p95: number; cpu: number | null }> {
  const before = await engineCpuMs();
  const taken = await timesMs(work);
  const after = await engineCpuMs();
  return {
    p95: taken[Math.ceil(taken.length * 0.95) - 1] ?? Number.NaN,
    cpu: before === null || after === null ? null : (after - before) / (runs + 1),
  };
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const taken = await timesMs(work);
  return taken[Math.floor(taken.length / 2)] ?? Number.NaN;
}
