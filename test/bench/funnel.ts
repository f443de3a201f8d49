import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { funnelAnswer } from '@stepup/contracts';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import { deriveOpenBatches, migrateWarehouse, openWarehouse, type Warehouse } from '@stepup/warehouse';
import * as z from 'zod';
import { generateDeals } from '../../packages/warehouse/scripts/generate-deals.ts';
import { runProduct, signIn, waitFor } from '../support/product/run-product.ts';
import { type Figure, millisecondsFigure } from './figure.ts';

const tenant = 'bench';
const deals = 1_000_000;
const runs = 7;
const asOf = '2025-10-01';

/** The deals begin over 1,000 days from 2023 on. Two asked for all of it, two for what people look at. */
const questions = [
  { what: 'a quarter, by rep', from: '2025-04-01', to: '2025-07-01', by: 'rep' },
  { what: 'a year, by rep', from: '2024-10-01', to: '2025-10-01', by: 'rep' },
  { what: 'all of it', from: '2023-01-01', to: '2025-10-01', by: null },
  { what: 'all of it, by rep', from: '2023-01-01', to: '2025-10-01', by: 'rep' },
] as const;

/**
 * `GET /v1/funnel` of one tenant with a million deals (5.0 events and 4.1 steps a deal, 200 reps). The first question
 * estimates the horizons, which hold until the next batch is derived. The reference is a fixed piece of work of the same
 * engine in the same minute.
 */
export async function measureFunnel(): Promise<Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
  // PostgreSQL's own account passes through here where all runs as root.
  await chmod(scratch, 0o711);
  const dataDirectory = join(scratch, 'data');
  try {
    // A data directory is the product's own from its first start on; the deals go straight into its warehouse.
    await (await runProduct({ dataDirectory, example: 'off' })).stop();
    const reference = await loadDeals(join(dataDirectory, 'clickhouse'));
    const product = await runProduct({ dataDirectory, example: 'off' });
    try {
      const authorization = `Bearer ${await signIn(product.url, tenant, 'ops-1')}`;
      const figures: Figure[] = [];
      for (const { what, from, to, by } of questions) {
        const query = new URLSearchParams({ from, to, as_of: asOf, ...(by === null ? {} : { by }) });
        const measured: number[] = [];
        let firstMs = 0;
        for (let run = 0; run <= runs; run += 1) {
          const startedAtMs = performance.now();
          const response = await fetch(`${product.url}/v1/funnel?${query.toString()}`, {
            headers: { authorization },
          });
          const answer: unknown = await response.json();
          const tookMs = performance.now() - startedAtMs;
          if (run === 0) firstMs = tookMs;
          else measured.push(tookMs);
          if (funnelAnswer.parse(answer).rows.length === 0)
            throw new Error('an empty funnel measures nothing');
        }
        figures.push(
          millisecondsFigure(`funnel of 1M deals: ${what}`, measured, '≤ 300 ms'),
          millisecondsFigure('… asked for the first time', [firstMs], ''),
        );
      }
      return [...figures, reference];
    } finally {
      await product.stop();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function loadDeals(directory: string): Promise<Figure> {
  const log = { info: () => {}, warn: () => {}, error: (...told: unknown[]) => console.error(...told) };
  const engine = await startEmbeddedClickHouse({ directory, log });
  const { url, username, password } = engine;
  const address = { url, username, password, database: 'stepup' };
  try {
    await migrateWarehouse(address);
    const warehouse = openWarehouse(address);
    await generateDeals(warehouse, { tenant, deals, seed: 1, reps: 200, teams: 20, stepUpShare: 0.9 });
    const { failed } = await deriveOpenBatches(warehouse, 'one');
    if (failed[0] !== undefined) throw failed[0].error;
    await waitForRest(warehouse);
    const reference = await measureReference(warehouse);
    await warehouse.close();
    return reference;
  } finally {
    await engine.stop();
  }
}

/** Parts of quarters that nothing is written to any more merge into one by themselves, two minutes after the last write. */
async function waitForRest(warehouse: Warehouse): Promise<void> {
  const query = {
    name: 'partitions_under_way',
    sql: `SELECT count() AS count FROM (
        SELECT partition_id FROM system.parts WHERE active AND database = currentDatabase() AND table = 'step_facts'
        GROUP BY partition_id HAVING count() > 1)`,
    parameters: z.object({}),
    row: z.object({ count: z.number() }),
  };
  await waitFor(async () => (await warehouse.read(query, {}))[0]?.count === 0);
}

async function measureReference(warehouse: Warehouse): Promise<Figure> {
  const query = {
    name: 'reference',
    sql: 'SELECT toString(sum(cityHash64(number))) AS sum FROM numbers_mt(100000000)',
    parameters: z.object({}),
    row: z.object({ sum: z.string() }),
  };
  const measured: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedAtMs = performance.now();
    await warehouse.read(query, {});
    measured.push(performance.now() - startedAtMs);
  }
  return millisecondsFigure('reference: the engine hashes 100M numbers', measured, '');
}
