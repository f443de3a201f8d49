import { rmSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import {
  type AcceptedEvent,
  migrateWarehouse,
  openWarehouse,
  storeBatch,
  type Warehouse,
} from '@stepup/warehouse';
import { acceptEvents } from '../../support/engine/accept-events.ts';
import * as z from 'zod';

const pipelineId = 'new-business';
const horizonDays = 35;
export const companySteps = ['s1', 's2', 's3', 's4', 's5', 's6'] as const;
export const benchAsOf = '2025-10-01T00:00:00.000000Z';

/** Generous: a deal is some three rows of derived facts, each a second time while parts are merged. */
const bytesADeal = 600;

/**
 * An engine of its own with an empty warehouse; closing it removes both, and so does ending the process by a signal. Throws where the disk has
 * no room for so many deals.
 */
export async function openCompany(
  deals: number,
): Promise<{ warehouse: Warehouse; close: () => Promise<void> }> {
  const { bavail, bsize } = await statfs(tmpdir());
  if (bavail * bsize < deals * bytesADeal) {
    const [needed, free] = [deals * bytesADeal, bavail * bsize].map((bytes) => (bytes / 1e9).toFixed(1));
    throw new Error(
      `${tmpdir()} has ${free} GB free and ${needed} GB are needed: set TMPDIR, or ask for fewer --deals`,
    );
  }
  const scratch = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      rmSync(scratch, { recursive: true, force: true });
      process.exit(1);
    });
  }
  const log = { info: () => {}, warn: () => {}, error: (...told: unknown[]) => console.error(...told) };
  const engine = await startEmbeddedClickHouse({ directory: join(scratch, 'clickhouse'), log });
  const { url, username, password } = engine;
  const address = { url, username, password, database: 'stepup' };
  await migrateWarehouse(address);
  const warehouse = openWarehouse(address);
  return {
    warehouse,
    close: async () => {
      await warehouse.close();
      await engine.stop();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

const dealsPerInsert = 50_000;

/**
 * The steps of a year's deals as derived facts, worked out in the engine: seven of ten go on from each step to the next
 * after up to 20 days, or from the last one to won, nine of ten of the rest are lost. Deriving them from events is measured elsewhere.
 */
const insertSteps = {
  name: 'bench_company_steps',
  sql: `INSERT INTO step_facts (tenant, deal_id, ordinal, version, is_removed, pipeline_id, stage_id, next_stage_id, rank, defined_horizon_days,
      entered_at, ending, ended_at, skipped, valid_from, valid_until, sole_holder, held_by, held_from, held_until,
      segment, product, amount, currency, account_id)
    SELECT {tenant:String}, hex(number), step, 1, 0, {pipeline:String}, concat('s', toString(step)), concat('s', toString(step + 1)), step, 0,
      began_at + toIntervalSecond(arraySum(arraySlice(waits, 1, step - 1))) AS entered,
      multiIf(step < reached, 'advanced', draw % 10 = 0, 'none', 'lost'),
      if(step = reached AND draw % 10 = 0, toDateTime64('2299-12-31 00:00:00', 6, 'UTC'), entered + toIntervalSecond(waits[step])),
      0, toDateTime64(0, 6, 'UTC'), toDateTime64('2299-12-31 00:00:00', 6, 'UTC'),
      concat('rep-', toString(cityHash64(number, 'rep') % {reps:UInt32})), [], [], [],
      concat('seg-', toString(draw % 3)), '', toDecimal128(1000 + draw % 90000, 4), 'EUR', concat('acc-', toString(intDiv(number, 2)))
    FROM (
      SELECT number, cityHash64(number, 'draw') AS draw,
        toDateTime64('2024-10-02 00:00:00', 6, 'UTC') + toIntervalSecond(draw % 31449600) AS began_at,
        arrayMap(k -> 3600 + cityHash64(draw, k, 'wait') % 1728000, range(1, 7)) AS waits,
        arrayFirstIndex(k -> k = 7 OR cityHash64(draw, k, 'step') % 10 >= 7, range(1, 8)) AS reached
      FROM numbers({first:UInt64}, {count:UInt64}))
    ARRAY JOIN range(1, least(reached, 6) + 1) AS step`,
  parameters: z.object({
    tenant: z.string(),
    pipeline: z.string(),
    reps: z.int(),
    first: z.int(),
    count: z.int(),
  }),
};

export async function fillCompany(
  warehouse: Warehouse,
  size: {
    readonly tenant: string;
    readonly deals: number;
    readonly teams: number;
    readonly repsPerTeam: number;
  },
  onProgress: (deals: number) => void,
): Promise<void> {
  const { tenant } = size;
  const reps = size.teams * size.repsPerTeam;
  await storeBatch(warehouse, [definePipeline(tenant)]);
  const people = Array.from({ length: reps }, (_, r) => ({
    tenant,
    person_id: `rep-${r}`,
    version: 1,
    'versions.valid_from': ['1970-01-01 00:00:00.000000'],
    'versions.role': ['rep'],
    'versions.active': [1],
    'versions.team': [`team-${Math.floor(r / size.repsPerTeam)}`],
    'versions.manager_id': [''],
    'versions.started_on': [''],
  }));
  await warehouse.insert('person_facts', people);
  for (let first = 0; first < size.deals; first += dealsPerInsert) {
    await warehouse.run(insertSteps, {
      tenant,
      pipeline: pipelineId,
      reps,
      first,
      count: Math.min(dealsPerInsert, size.deals - first),
    });
    onProgress(Math.min(first + dealsPerInsert, size.deals));
  }
}

/** The one thing that a look reads of the events themselves. */
function definePipeline(tenant: string): AcceptedEvent {
  const stages = companySteps.map((stageId, at) => ({
    stage_id: stageId,
    name: stageId,
    position: at + 1,
    horizon_days: horizonDays,
  }));
  const won = { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' };
  const lost = { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' };
  const [event] = acceptEvents(tenant, [
    {
      specversion: '1.0',
      id: 'pipeline',
      source: 'bench',
      type: 'sales.pipeline.defined.v1',
      time: '2024-10-01T00:00:00Z',
      data: { pipeline_id: pipelineId, name: 'New business', stages: [...stages, won, lost] },
    },
  ]);
  if (event === undefined) throw new Error('an event that was accepted is there');
  return event;
}
