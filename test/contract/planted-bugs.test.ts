/** Bugs planted into the SQL, each of which the comparison with the oracle has to see, or the suite proves nothing. */
import type { Instant } from '@stepup/contracts';
import { simulateHistory } from '@stepup/simulator';
import { storeBatch, type Warehouse } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { askOracle, askWarehouse } from '../support/engine/ask-deals.ts';
import { askFunnel } from '../support/engine/ask-funnel.ts';
import { type Plant, plantBug } from '../support/engine/plant-bug.ts';
import { shuffle } from '../support/engine/shuffle.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { steerMerges } from '../support/engine/steer-merges.ts';
import { createOracle } from '../support/oracle/create-oracle.ts';

const plants: readonly Plant[] = [
  {
    bug: 'a step is counted as often as it was written',
    where: 'step_up_cells',
    text: 'FROM step_facts AS f FINAL',
    planted: 'FROM step_facts AS f',
  },
  {
    bug: 'of two events of one time any comes first',
    where: 'derive_deal_facts',
    text: 'groupArrayIf((time, recorded_time, id, source,',
    planted: 'groupArrayIf((time, recorded_time, toString(cityHash64(id, source)), source,',
  },
  {
    bug: 'of two definitions of one time any is in force',
    where: 'derive_deal_facts',
    text: 'ORDER BY time, recorded_time, id, source) = 1',
    planted: 'ORDER BY time, recorded_time, id DESC, source) = 1',
  },
  {
    bug: 'a body that another one replaced still counts',
    where: 'derive_deal_facts',
    text: ')), NOT is_superseded)) AS ordered',
    planted: ')), 1)) AS ordered',
  },
];
/** Histories with everything that a CRM may tell, and one that ties decide. */
const histories = [tiedHistory(), ...[1, 2, 3, 4].map((seed) => simulateHistory(seed))];
const always = { from: '1970-01-01T00:00:00.000000Z', to: '2200-01-01T00:00:00.000000Z' };

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
  await steerMerges(started.warehouse, 'STOP');
});
afterAll(async () => {
  await started.stop();
});

/**
 * Deals whose two stages, and a pipeline whose two definitions, are of one time: the id says which comes first. And events
 * that came with two bodies, of which one counts.
 */
function tiedHistory() {
  const event = (id: string, type: string, data: object) => {
    return { specversion: '1.0', id, source: 's', type, time: '2026-01-01T00:00:00Z', data };
  };
  const stagesIn = (order: readonly string[]) =>
    order.map((stage, index) => ({ stage_id: stage, name: stage, position: index + 1 }));
  const define = (id: string, order: readonly string[]) =>
    event(id, 'sales.pipeline.defined.v1', { pipeline_id: 'p', name: 'P', stages: stagesIn(order) });
  const stand = (id: string, dealId: string, stage: string) =>
    event(id, 'sales.deal.changed.v1', { deal_id: dealId, pipeline_id: 'p', stage_id: stage, owner_id: 'r' });
  const deals = Array.from({ length: 16 }, (_, index) => [
    stand(`a${index}`, `d${index}`, 'A'),
    stand(`b${index}`, `d${index}`, 'B'),
  ]);
  const twins = Array.from({ length: 4 }, (_, index) =>
    ['A', 'B'].map((stage) => stand(`twin${index}`, `t${index}`, stage)),
  );
  return {
    events: [define('one', ['A', 'B']), define('two', ['B', 'A']), ...deals.flat(), ...twins.flat()],
    asOf: '2026-02-01T00:00:00.000000Z',
    pipelineIds: ['p'],
  };
}

/** Whether deals, steps and the counts of the funnel are what the oracle makes of a history. */
async function isAsTheOracleSays(warehouse: Warehouse, tenant: string, index: number): Promise<boolean> {
  const history = histories[index];
  if (history === undefined) throw new Error(`there is no history ${index}`);
  const accepted = acceptEvents(tenant, history.events);
  const arriving = shuffle([...accepted, ...accepted], index);
  for (let first = 0; first < arriving.length; first += 17) {
    await storeBatch(warehouse, arriving.slice(first, first + 17));
  }
  const oracle = createOracle(accepted.map(({ event }) => event));
  const { asOf } = history;
  const found = await askWarehouse(warehouse, tenant, asOf);
  if (JSON.stringify(found) !== JSON.stringify(askOracle(oracle, asOf))) return false;
  for (const pipelineId of history.pipelineIds) {
    if ((await countEntries(warehouse, tenant, pipelineId, asOf)) !== countSteps(oracle, pipelineId, asOf))
      return false;
  }
  return true;
}

async function countEntries(
  warehouse: Warehouse,
  tenant: string,
  pipelineId: string,
  asOf: Instant,
): Promise<number> {
  const scope = {
    tenant,
    pipelineId,
    ...always,
    asOf,
    timeZone: 'UTC',
    by: null,
    reps: 'all',
    horizonDays: 30,
  } as const;
  const rows = await askFunnel(warehouse, scope);
  return rows.flatMap(({ steps }) => steps).reduce((sum, { entered }) => sum + entered, 0);
}

function countSteps(oracle: ReturnType<typeof createOracle>, pipelineId: string, asOf: Instant): number {
  return oracle.steps(asOf).filter((step) => step.pipelineId === pipelineId).length;
}

describe('the comparison with the oracle', () => {
  it('finds nothing where no bug is planted', async () => {
    for (const index of histories.keys()) {
      const holds = await isAsTheOracleSays(started.warehouse, `sound-${index}`, index);
      expect({ index, holds }).toEqual({ index, holds: true });
    }
  });

  it.each(plants.map((planted, nth) => ({ ...planted, nth })))('sees that $bug', async (planted) => {
    const warehouse = plantBug(started.warehouse, planted);
    let isSeen = false;
    for (const index of histories.keys()) {
      isSeen ||= !(await isAsTheOracleSays(warehouse, `planted-${planted.nth}-${index}`, index));
      if (isSeen) break;
    }
    expect(isSeen).toBe(true);
  });
});
