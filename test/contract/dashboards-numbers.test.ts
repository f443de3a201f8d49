/** What the boards show is what the product's own reads answer, number by number. */
import { estimateHorizons, readIndicator, type Warehouse } from '@stepup/warehouse';
import type { Instant } from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askFunnel } from '../support/engine/ask-funnel.ts';
import { askEngine, type EngineAnswer } from '../support/boards/ask-engine.ts';
import {
  asOfTenant,
  askPanel,
  openedFor,
  organisation,
  period,
  storeOrganisation,
  type Variables,
} from '../support/boards/board-organisation.ts';
import { readBoard } from '../support/boards/read-board.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';

const tenant = 'simulated';
const estimated = 'without-horizons';
const { pipelineId, timeZone, stages } = organisation;
const { from, to } = period;

let started: StartedWarehouse;
let warehouse: Warehouse;
let asOf: Instant;
beforeAll(async () => {
  started = await startWarehouse();
  warehouse = started.warehouse;
  await storeOrganisation(warehouse, tenant);
  await storeOrganisation(warehouse, estimated, withoutHorizons);
  asOf = await asOfTenant(warehouse, tenant);
});
afterAll(async () => {
  await started.stop();
});

function withoutHorizons(event: unknown): unknown {
  const text = JSON.stringify(event, (key, value: unknown) => (key === 'horizon_days' ? undefined : value));
  return JSON.parse(text);
}

async function ask(id: number, variables: Variables = {}): Promise<EngineAnswer['rows']> {
  const board = await readBoard('funnel-indicators.json');
  const panel = board.panels.find((candidate) => candidate.id === id);
  if (panel === undefined) throw new Error(`no panel ${id}`);
  const answer = await askPanel(warehouse, panel, { ...openedFor(tenant), stage: stages, ...variables });
  return answer.rows;
}

describe('the numbers of the funnel board are those of the product', () => {
  const choices: [string, Variables, { team?: string }][] = [
    ['everybody', {}, {}],
    ['team North', { team: ['North'] }, { team: 'North' }],
  ];

  function scope(by: 'month' | 'week' | null, people: { team?: string }) {
    return {
      tenant,
      pipelineId,
      from,
      to,
      asOf,
      timeZone,
      by,
      reps: 'all' as const,
      currency: 'EUR',
      ...people,
    };
  }

  it.each(choices)('cohort, mature cohort and rate, %s', async (_, variables, people) => {
    const [funnel] = await askFunnel(warehouse, scope(null, people));
    const steps = funnel?.steps ?? [];
    expect(steps.map(({ entered }) => entered > 0)).toEqual(stages.map(() => true));
    const cohort = await ask(1, variables);
    expect(
      cohort.map((row) => [
        row['stage_id'],
        row['Entered'],
        row['Advanced'],
        row['Lost'],
        row['Open'],
        row['Skipped'],
      ]),
    ).toEqual(
      steps.map((step) => [step.stage_id, step.entered, step.advanced, step.lost, step.open, step.skipped]),
    );
    const mature = await ask(2, variables);
    expect(mature.map((row) => [row['stage_id'], row['Horizon'], row['Mature'], row['Open']])).toEqual(
      steps.map((step) => [
        step.stage_id,
        step.horizon_days,
        `${step.mature.advanced} of ${step.mature.entered}`,
        step.open,
      ]),
    );
    expectClose(
      mature.flatMap((row) => [row['Step-up rate'], row['Low (90 %)'], row['High (90 %)']]),
      steps.flatMap((step) => [step.rate, ...(step.interval ?? [null, null])]),
    );
  });

  it.each(choices)('rates by month, open where nothing is mature, %s', async (_, variables, people) => {
    const funnel = await askFunnel(warehouse, scope('month', people));
    let unripe = 0;
    for (const [index, stage] of stages.entries()) {
      const rows = await ask(4, { ...variables, stage });
      const expected = funnel
        .map(({ key, steps }) => ({ key, step: steps[index] }))
        .filter(({ step }) => step !== undefined && step.entered > 0);
      expect(rows.map((row) => [monthOf(row), row['Entered'], row['Mature']])).toEqual(
        expected.map(({ key, step }) => [key, step?.entered, step?.mature.entered]),
      );
      unripe += expected.filter(({ step }) => step?.mature.entered === 0).length;
      expectClose(
        rows.flatMap((row) => [row['Step-up rate'], row['Low (90 %)'], row['High (90 %)']]),
        expected.flatMap(({ step }) =>
          step === undefined || step.mature.entered === 0
            ? [null, null, null]
            : [step.rate, ...(step.interval ?? [])],
        ),
      );
    }
    expect(unripe).toBeGreaterThan(0);
  });

  it.each(choices)('time in step, %s', async (_, variables, people) => {
    const rows = await ask(3, variables);
    expect(rows.map((row) => row['stage_id'])).toEqual(stages);
    for (const row of rows) {
      const stageId = String(row['stage_id']);
      const [expected] = await readIndicator(warehouse, 'time_in_step', { ...scope(null, people), stageId });
      expect([row['Deals'], row['Open']]).toEqual([expected?.n, expected?.open]);
      expectClose([row['Median']], [expected?.value]);
      if (expected?.interval !== null)
        expectClose([row['Low (90 %)'], row['High (90 %)']], expected?.interval ?? []);
    }
  });

  it.each(choices)('wins, win rate and activities, %s', async (_, variables, people) => {
    const [won, rate, activities] = await Promise.all([
      readIndicator(warehouse, 'won_deals', scope('month', people)),
      readIndicator(warehouse, 'win_rate', scope('month', people)),
      readIndicator(warehouse, 'activities', scope('week', people)),
    ]);
    const wins = (await ask(5, variables)).map((row) => [monthOf(row), row['Won']]);
    expect(wins.filter(([, count]) => count !== 0)).toEqual(won.map(({ key, value }) => [key, value]));
    const rates = await ask(6, variables);
    expect(rates.map((row) => [monthOf(row), row['Closed']])).toEqual(rate.map(({ key, n }) => [key, n]));
    expectClose(
      rates.flatMap((row) => [row['Win rate'], row['Low (90 %)'], row['High (90 %)']]),
      rate.flatMap(({ value, interval }) => [value, ...(interval ?? [])]),
    );
    const perWeek = (await ask(7, variables)).map((row) =>
      ['Calls', 'Emails', 'Meetings', 'Messages', 'Tasks'].reduce((sum, kind) => sum + Number(row[kind]), 0),
    );
    expect(perWeek).toEqual(activities.map(({ value }) => value));
    expect(perWeek.length).toBeGreaterThan(40);
  });

  it('is as of the midnight after the newest event', async () => {
    const [row] = await ask(8);
    expect(asOf).toBe('2026-06-30T22:00:00.000000Z');
    expect(row?.['Numbers as of']).toBe(Date.parse(asOf));
    expect(Number(row?.['Newest event'])).toBeLessThan(Date.parse(asOf));
  });

  it.each([tenant, estimated])('horizons of %s', async (owner) => {
    const { rows } = await askEngine(
      warehouse,
      `SELECT stage_id, horizon_days, horizon_source FROM stepup_v1.horizons WHERE tenant = '${owner}' ORDER BY stage_id`,
    );
    const scoped = { tenant: owner, pipelineId, asOf: await asOfTenant(warehouse, owner), timeZone };
    const expected = await estimateHorizons(warehouse, scoped);
    expect(rows.length).toBe(stages.length);
    expect(rows.map((row) => [row['stage_id'], row['horizon_days'], row['horizon_source']])).toEqual(
      rows.map((row) => {
        const horizon = expected.get(String(row['stage_id']));
        return [row['stage_id'], horizon?.days, horizon?.source];
      }),
    );
    const sources = new Set(rows.map((row) => row['horizon_source']));
    expect(sources.has('stage')).toBe(owner === tenant);
  });
});

function monthOf(row: Record<string, unknown>): string {
  return String(row['time']).slice(0, 7);
}

/** Equal to nine digits, since sums run in another order; null only where null is expected. */
function expectClose(actual: unknown[], expected: unknown[]): void {
  const rounded = (values: unknown[]) =>
    values.map((value) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value));
  expect(rounded(actual)).toEqual(rounded(expected));
}
