/**
 * The warehouse against the oracle on random histories, at moments in the middle and at the end of each, and promise 1:
 * any order, any repetition, any split into batches leads to the same rows.
 */
import { addSeconds, type Instant } from '@stepup/contracts';
import { simulateHistory } from '@stepup/simulator';
import { storeBatch } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { askOracle, askWarehouse, byText } from '../support/engine/ask-deals.ts';
import { askFunnel } from '../support/engine/ask-funnel.ts';
import { shuffle } from '../support/engine/shuffle.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { steerMerges } from '../support/engine/steer-merges.ts';
import { createOracle } from '../support/oracle/create-oracle.ts';

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);
const from: Instant = '1970-01-01T00:00:00.000000Z';
const to: Instant = '2200-01-01T00:00:00.000000Z';

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
});
afterAll(async () => {
  await started.stop();
});

/** Moments worth asking for: right after an event, between two, and after everything. */
function momentsOf(times: readonly Instant[], asOf: Instant): Instant[] {
  const sorted = [...new Set(times)].filter((time) => time < asOf).toSorted();
  const middle = sorted.filter((_, index) => index % Math.ceil(sorted.length / 4) === 1);
  return [...middle, ...middle.map((time) => addSeconds(time, 1)), asOf];
}

describe.each(seeds)('history of seed %i', (seed) => {
  const history = simulateHistory(seed);
  const tenant = `history-${seed}`;

  it('has the deals and steps that the oracle derives, at every moment', async () => {
    const accepted = acceptEvents(tenant, history.events);
    await storeBatch(started.warehouse, accepted);
    const oracle = createOracle(accepted.map(({ event }) => event));
    const times = accepted.map(({ event }) => event.time);
    for (const asOf of momentsOf(times, history.asOf)) {
      const answer = await askWarehouse(started.warehouse, tenant, asOf);
      expect({ asOf, deals: answer }).toEqual({ asOf, deals: askOracle(oracle, asOf) });
    }
  });

  it('has the funnel that the oracle counts', async () => {
    const accepted = acceptEvents(tenant, history.events);
    const oracle = createOracle(accepted.map(({ event }) => event));
    await expectFunnels(tenant, history, oracle, [{ from, to, asOf: history.asOf }]);
  });
});

describe.each(seeds.slice(0, 6))(
  'history of seed %i, its events three times, shuffled, in small batches that no merge has tidied',
  (seed) => {
    beforeAll(() => steerMerges(started.warehouse, 'STOP'));
    afterAll(() => steerMerges(started.warehouse, 'START'));

    it('has the same deals and steps, and the same funnel of every period', async () => {
      const history = simulateHistory(seed);
      const tenant = `shuffled-${seed}`;
      const accepted = acceptEvents(tenant, history.events);
      const arriving = shuffle([...accepted, ...accepted, ...accepted], seed);
      for (let index = 0; index < arriving.length; index += 17) {
        await storeBatch(started.warehouse, arriving.slice(index, index + 17));
      }
      const asked = await askWarehouse(started.warehouse, tenant, history.asOf);
      const oracle = createOracle(accepted.map(({ event }) => event));
      expect(asked).toEqual(askOracle(oracle, history.asOf));
      const moments = momentsOf(
        accepted.map(({ event }) => event.time),
        history.asOf,
      ).toSorted();
      const periods = moments.slice(1).map((end, index) => ({ from: moments[index] ?? from, to: end }));
      await expectFunnels(
        tenant,
        history,
        oracle,
        periods.map((period, index) => ({ ...period, asOf: index % 2 === 0 ? period.to : history.asOf })),
        ['rep'],
      );
    });
  },
);

/** The funnels of a history in some periods against those that the oracle counts. */
async function expectFunnels(
  tenant: string,
  history: ReturnType<typeof simulateHistory>,
  oracle: ReturnType<typeof createOracle>,
  periods: readonly { from: Instant; to: Instant; asOf: Instant }[],
  groupings: readonly ('rep' | 'team' | 'month')[] = ['rep', 'team', 'month'],
): Promise<void> {
  for (const pipelineId of history.pipelineIds) {
    for (const by of groupings) {
      for (const period of periods) {
        const frame = { ...period, by };
        const asker = { tenant, pipelineId, timeZone: 'UTC', reps: 'all' } as const;
        const rows = await askFunnel(started.warehouse, { ...asker, horizonDays: 30, ...frame });
        const stages = rows.flatMap(({ steps }) => steps.map((step) => [step.stage_id, 30]));
        const question = { ...frame, pipeline: pipelineId, horizonDays: Object.fromEntries(stages) };
        const expected = countsOf(oracle.funnel(question).map(toAnswerRow));
        expect({ ...frame, rows: countsOf(rows) }).toEqual({ ...frame, rows: expected });
      }
    }
  }
}

interface CountedStep {
  stage_id: string;
  entered: number;
  advanced: number;
  lost: number;
  open: number;
  skipped: number;
  mature: { entered: number; advanced: number };
  rate: number | null;
}

/** Cells that somebody entered, by key and stage; rates to nine digits, since sums run in another order. */
function countsOf(rows: readonly { key: string; steps: readonly CountedStep[] }[]) {
  const cells = rows.flatMap(({ key, steps }) =>
    steps
      .filter((step) => step.entered > 0)
      .map(
        ({ stage_id, entered, advanced, lost, open, skipped, mature, rate }) =>
          [
            `${key} ${stage_id}`,
            { entered, advanced, lost, open, skipped, mature, rate: rate?.toFixed(9) },
          ] as const,
      ),
  );
  return Object.fromEntries(cells.toSorted(byText));
}

type OracleRow = ReturnType<ReturnType<typeof createOracle>['funnel']>[number];

function toAnswerRow({ key, steps }: OracleRow): { key: string; steps: CountedStep[] } {
  return { key, steps: steps.map(({ stageId, ...counts }) => ({ stage_id: stageId, ...counts })) };
}
