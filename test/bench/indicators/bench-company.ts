import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import { deriveBatches, migrateWarehouse, openWarehouse, type Warehouse } from '@stepup/warehouse';
import * as z from 'zod';
import { generateDeals } from '../../../packages/warehouse/scripts/generate-deals.ts';
import { generateActivities } from './generate-activities.ts';

export const benchReps = 200;
const benchTeams = 20;
/** Of the events of a tenant a third are of deals, of which a generated one has five. */
export const dealsOfEvents = (events: number): number => Math.round(events / 15);

/** An engine with migrated tables in a folder. */
export async function openBenchWarehouse(
  directory: string,
  maxMemoryBytes?: number,
): Promise<{
  warehouse: Warehouse;
  /** Processor time that the engine has taken so far; null where the system does not tell. */
  engineCpuMs: () => Promise<number | null>;
  close: () => Promise<void>;
}> {
  const log = { info: () => {}, warn: () => {}, error: (...told: unknown[]) => console.error(...told) };
  const engine = await startEmbeddedClickHouse({
    directory,
    log,
    ...(maxMemoryBytes === undefined ? {} : { maxMemoryBytes }),
  });
  const { url, username, password } = engine;
  const address = { url, username, password, database: 'stepup' };
  const outcome = await migrateWarehouse(address);
  if (outcome.kind !== 'migrated') throw new Error(`migrations: ${JSON.stringify(outcome)}`);
  const warehouse = openWarehouse(address);
  return {
    warehouse,
    engineCpuMs: () => readCpuMs(engine.pid()),
    close: async () => {
      await warehouse.close();
      await engine.stop();
    },
  };
}

/** A hundred ticks a second, on every Linux there is. */
const msPerTick = 10;

async function readCpuMs(pid: number | undefined): Promise<number | null> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => null);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined ? null : (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

/** Raw events of a tenant made in the engine, and its facts derived lot by lot as a rebuild does; tells how fast. */
export async function fillTenant(warehouse: Warehouse, tenant: string, events: number): Promise<void> {
  let [derivingMs, lots] = [0, 0];
  const beganAtMs = performance.now();
  const seconds = (): string => ((performance.now() - beganAtMs) / 1000).toFixed(0);
  const onStored = async (batch: string): Promise<void> => {
    const storedAtMs = performance.now();
    await deriveBatches(warehouse, { tenant, batches: [batch] }, 'one');
    derivingMs += performance.now() - storedAtMs;
    lots += 1;
    process.stderr.write(`${tenant}: ${lots} lots of events made, ${seconds()} s\n`);
  };
  const deals = dealsOfEvents(events);
  const made = { tenant, seed: 1, reps: benchReps, deals, onStored };
  await generateDeals(warehouse, { ...made, teams: benchTeams, stepUpShare: 0.6 });
  const dealsMs = derivingMs;
  const activities = events - deals * 5;
  await generateActivities(warehouse, { ...made, activities });
  const rate = (count: number, ms: number): string => Math.round(count / (ms / 1000)).toLocaleString('en');
  console.log(
    `${tenant}: ${events.toLocaleString('en')} events made and facts derived in ${seconds()} s; ` +
      `deriving alone ${rate(deals * 5, dealsMs)} events of deals/s, ${rate(activities, derivingMs - dealsMs)} of activities/s`,
  );
}

export async function countEvents(warehouse: Warehouse, tenant: string): Promise<number> {
  const [row] = await warehouse.read(
    {
      name: 'bench_events',
      sql: 'SELECT count() AS count FROM raw_events WHERE tenant = {tenant:String}',
      parameters: z.object({ tenant: z.string() }),
      row: z.object({ count: z.number() }),
    },
    { tenant },
  );
  return row?.count ?? 0;
}

const partitionsUnderWay = {
  name: 'partitions_under_way',
  sql: `SELECT countIf(parts > 1) AS count FROM (
    SELECT table, partition_id, count() AS parts FROM system.parts
    WHERE active AND database = currentDatabase() AND table IN ('step_facts', 'spell_facts', 'arrival_facts', 'activity_facts') GROUP BY table, partition_id)`,
  parameters: z.object({}),
  row: z.object({ count: z.number() }),
};

/** Parts of quarters that nothing is written to any more merge into one by themselves, two minutes after the last write. */
export async function waitForRest(warehouse: Warehouse): Promise<void> {
  const beganAtMs = performance.now();
  for (;;) {
    const [row] = await warehouse.read(partitionsUnderWay, {});
    if (row?.count === 0) break;
    await setTimeout(1_000);
  }
  console.log(`parts at rest after ${((performance.now() - beganAtMs) / 1000).toFixed(0)} s\n`);
}
