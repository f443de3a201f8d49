/** What must heal, and what must stay bounded: late merges, replaced bodies, erasures, crashes, one deal with a very long history. */
import type { Instant } from '@stepup/contracts';
import {
  deriveOpenBatches,
  readDeals,
  readIndicator,
  readInputWatermark,
  readPeople,
  readTenantProfile,
  storeBatch,
} from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { askFunnel } from '../support/engine/ask-funnel.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { steerMerges } from '../support/engine/steer-merges.ts';

const from: Instant = '2020-01-01T00:00:00.000000Z';
const asOf: Instant = '2027-01-01T00:00:00.000000Z';

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
});
afterAll(async () => {
  await started.stop();
});

function event(id: string, type: string, time: string, data: object) {
  return { specversion: '1.0', id, source: 'test', type, time, data };
}

const pipelineOf = (id: string, time: string, steps: readonly string[]) =>
  event(id, 'sales.pipeline.defined.v1', time, {
    pipeline_id: 'p',
    name: 'P',
    stages: [
      ...steps.map((stage, index) => ({ stage_id: stage, name: stage, position: index + 1 })),
      { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
      { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
    ],
  });

const pipeline = pipelineOf('pipeline', '2026-01-01T00:00:00Z', ['A', 'B', 'C']);

const deal = (id: string, dealId: string, stage: string, time: string, more: object = {}) =>
  event(id, 'sales.deal.changed.v1', time, {
    deal_id: dealId,
    pipeline_id: 'p',
    stage_id: stage,
    owner_id: 'r',
    ...more,
  });

async function stagesEntered(tenant: string) {
  const { items } = await readDeals(started.warehouse, {
    tenant,
    asOf,
    timeZone: 'UTC',
    reps: 'all',
    limit: 100,
    after: null,
  });
  return items.map((item) => `${item.deal_id}:${item.steps.map((step) => step.stage_id).join('')}`);
}

/** Every row of the facts of deals that counts, and how many steps are kept as removed. */
async function readFactRows(tenant: string) {
  const { warehouse } = started;
  const rowsOf = (table: string) =>
    warehouse.read(
      {
        name: `rows_of_${table}`,
        sql: `SELECT toString(tuple(* EXCEPT (tenant))) AS row FROM ${table} FINAL WHERE tenant = {tenant:String} ORDER BY row`,
        parameters: z.object({ tenant: z.string() }),
        row: z.object({ row: z.string() }),
      },
      { tenant },
    );
  const removed = await warehouse.read(
    {
      name: 'removed_steps',
      sql: 'SELECT uniqExact(deal_id, ordinal, entered_at) AS count FROM step_facts WHERE tenant = {tenant:String} AND is_removed = 1',
      parameters: z.object({ tenant: z.string() }),
      row: z.object({ count: z.number() }),
    },
    { tenant },
  );
  const [deals, steps] = await Promise.all([rowsOf('deal_facts'), rowsOf('step_facts')]);
  return { deals, steps, removed: removed[0]?.count };
}

describe('the warehouse', () => {
  it('counts no step that was removed or moved within its quarter, merged or not', async () => {
    const { warehouse } = started;
    const tenant = 'within-quarter';
    await steerMerges(warehouse, 'STOP');
    await storeBatch(
      warehouse,
      acceptEvents(tenant, [
        pipeline,
        deal('1', 'a', 'A', '2026-02-20T00:00:00Z'),
        deal('2', 'b', 'A', '2026-02-10T00:00:00Z'),
        deal('3', 'c', 'A', '2026-02-12T00:00:00Z'),
      ]),
    );
    await storeBatch(
      warehouse,
      acceptEvents(tenant, [
        deal('4', 'a', 'A', '2026-01-10T00:00:00Z'),
        event('5', 'sales.deal.deleted.v1', '2026-02-11T00:00:00Z', { deal_id: 'b' }),
      ]),
    );
    const frame = { tenant, asOf, timeZone: 'UTC', reps: 'all' } as const;
    const february = {
      from: '2026-02-01T00:00:00.000000Z',
      to: '2026-03-01T00:00:00.000000Z',
    };
    for (const by of [null, 'rep', 'team'] as const) {
      const funnel = await askFunnel(warehouse, { ...frame, ...february, pipelineId: 'p', by });
      expect({ by, entered: funnel.map(({ steps }) => steps[0]?.entered) }).toEqual({ by, entered: [1] });
    }
    const deals = await readDeals(warehouse, {
      ...frame,
      ...february,
      pipelineId: 'p',
      stageId: 'A',
      limit: 10,
      after: null,
    });
    expect(deals.items.map((item) => item.deal_id)).toEqual(['c']);
    await steerMerges(warehouse, 'START');
  });

  it('reads a time zone that the engine does not know as UTC', async () => {
    const { warehouse } = started;
    const zoned = event('zone', 'sales.tenant.configured.v1', '2026-01-01T00:00:00Z', {
      time_zone: 'US/Pacific-New',
    });
    await storeBatch(warehouse, acceptEvents('odd-zone', [zoned, pipeline]));
    expect((await readTenantProfile(warehouse, 'odd-zone')).timeZone).toBe('UTC');
  });

  it('credits a step to nobody when nobody held the deal there until it advanced', async () => {
    const { warehouse } = started;
    const tenant = 'held-later';
    const later = { deal_id: 'a', pipeline_id: 'p', stage_id: 'A' };
    await storeBatch(
      warehouse,
      acceptEvents(tenant, [
        pipeline,
        event('1', 'sales.deal.changed.v1', '2026-02-01T00:00:00Z', later),
        event('2', 'sales.deal.changed.v1', '2026-02-05T00:00:00Z', { deal_id: 'a', stage_id: 'B' }),
        event('3', 'sales.deal.changed.v1', '2026-02-09T00:00:00Z', { ...later, owner_id: 'r' }),
      ]),
    );
    const frame = { tenant, asOf, timeZone: 'UTC', reps: 'all', limit: 10, after: null } as const;
    const { items } = await readDeals(warehouse, frame);
    expect(items[0]?.steps.map((step) => step.credited_rep_id)).toEqual(['unassigned', 'unassigned']);
  });

  it('leaves no step behind when a deal loses steps or enters them in another quarter', async () => {
    const { warehouse } = started;
    const redefined = pipelineOf('pipeline-2', '2026-01-15T00:00:00Z', ['A', 'B']);
    const batches = [
      [pipeline, deal('1', 'a', 'A', '2026-08-01T00:00:00Z'), deal('2', 'a', 'C', '2026-09-01T00:00:00Z')],
      // An earlier quarter for the first step, then only two steps are left.
      [deal('3', 'a', 'A', '2026-02-01T00:00:00Z'), deal('4', 'b', 'B', '2026-03-01T00:00:00Z')],
      [redefined],
      [
        event('5', 'sales.deal.deleted.v1', '2026-04-01T00:00:00Z', { deal_id: 'b' }),
        deal('6', 'c', 'B', '2026-03-01T00:00:00Z'),
        event('7', 'sales.deal.merged.v1', '2026-03-02T00:00:00Z', { deal_id: 'a', merged_ids: ['c'] }),
      ],
    ];
    for (const batch of batches) await storeBatch(warehouse, acceptEvents('piecemeal', batch));
    await storeBatch(warehouse, acceptEvents('at-once', batches.flat()));

    const piecemeal = await readFactRows('piecemeal');
    const atOnce = await readFactRows('at-once');
    expect(piecemeal.removed).toBe(4);
    expect(atOnce.removed).toBe(0);
    expect({ ...piecemeal, removed: 0 }).toEqual(atOnce);
    expect(await stagesEntered('piecemeal')).toEqual(['a:AB']);
  });

  it('gives a deal back its own history when an earlier merge arrives late', async () => {
    const { warehouse } = started;
    const events = [
      pipeline,
      deal('1', 'a', 'A', '2026-02-01T00:00:00Z'),
      deal('2', 'b', 'B', '2026-01-15T00:00:00Z'),
      deal('3', 'c', 'A', '2026-02-01T00:00:00Z'),
    ];
    const later = event('m2', 'sales.deal.merged.v1', '2026-02-20T00:00:00Z', {
      deal_id: 'a',
      merged_ids: ['b'],
    });
    const earlier = event('m1', 'sales.deal.merged.v1', '2026-02-10T00:00:00Z', {
      deal_id: 'c',
      merged_ids: ['b'],
    });
    for (const batch of [events, [later], [earlier]])
      await storeBatch(warehouse, acceptEvents('late', batch));
    for (const batch of [events, [earlier], [later]])
      await storeBatch(warehouse, acceptEvents('on-time', batch));
    expect(await stagesEntered('late')).toEqual(await stagesEntered('on-time'));
    expect((await stagesEntered('late'))[0]).toBe('a:A');
  });

  it('names another state when a body replaces another one of the same deal', async () => {
    const { warehouse } = started;
    const scope = { tenant: 'replaced', timeZone: 'UTC', currency: null };
    await storeBatch(
      warehouse,
      acceptEvents('replaced', [pipeline, deal('1', 'd', 'A', '2026-02-01T00:00:00Z')]),
    );
    const before = await readInputWatermark(warehouse, scope);
    await storeBatch(warehouse, acceptEvents('replaced', [deal('1', 'd', 'B', '2026-02-01T00:00:00Z')]));
    expect(await readInputWatermark(warehouse, scope)).not.toBe(before);
    expect(await readInputWatermark(warehouse, { ...scope, currency: 'EUR' })).not.toBe(
      await readInputWatermark(warehouse, scope),
    );
  });

  it('erases names for good, also those that arrive after the erasure', async () => {
    const { warehouse } = started;
    const person = (id: string, time: string) =>
      event(id, 'sales.person.changed.v1', time, {
        person_id: 'ada',
        name: 'Ada L',
        login: 'ada@example',
        role: 'rep',
        active: true,
      });
    await storeBatch(warehouse, acceptEvents('erased', [person('1', '2026-01-01T00:00:00Z')]));
    expect(await readPeople(warehouse, 'erased')).toMatchObject([{ name: 'Ada L', login: 'ada@example' }]);
    const erasure = event('2', 'sales.person.erased.v1', '2026-02-01T00:00:00Z', { person_id: 'ada' });
    await storeBatch(warehouse, acceptEvents('erased', [erasure]));
    expect(await readPeople(warehouse, 'erased')).toMatchObject([{ name: 'ada', login: null, role: 'rep' }]);
    await storeBatch(warehouse, acceptEvents('erased', [person('3', '2026-01-10T00:00:00Z')]));
    expect(await readPeople(warehouse, 'erased')).toMatchObject([{ name: 'ada', login: null }]);
  });

  it('finishes a batch that broke off after its events were stored, identities included', async () => {
    const { warehouse } = started;
    await storeBatch(warehouse, acceptEvents('broken', [pipeline]));
    const row = (dealId: string, version: string) => ({
      tenant: 'broken',
      entity_kind: 'deal',
      entity_id: dealId,
      source: 'test',
      id: 'one',
      type: 'sales.deal.changed.v1',
      time: '2026-02-01T00:00:00.000000Z',
      recorded_time: '1970-01-01T00:00:00.000000Z',
      body_version: version,
      body: JSON.stringify({ deal_id: dealId, pipeline_id: 'p', stage_id: 'A', owner_id: 'r' }),
      received_at: '2026-02-01T00:00:00.000000Z',
    });
    const touched = (dealId: string) => ({
      batch_id: 'broken-off',
      tenant: 'broken',
      entity_kind: 'deal',
      entity_id: dealId,
    });
    await warehouse.insert('touched_entities', [touched('a'), touched('b')]);
    await warehouse.insert('raw_events', [row('a', '1'), row('b', '2')]);
    expect(await stagesEntered('broken')).toEqual([]);
    expect(await deriveOpenBatches(warehouse, 'one')).toEqual({ finished: 1, failed: [] });
    expect(await stagesEntered('broken')).toEqual(['b:A']);
    expect(await deriveOpenBatches(warehouse, 'one')).toEqual({ finished: 0, failed: [] });
  });

  it('adds up foreign amounts exactly', async () => {
    const { warehouse } = started;
    const wins = Array.from({ length: 400 }, (_, index) =>
      deal(`w${index}`, `d${index}`, 'won', '2026-03-01T00:00:00Z', { amount: '100.00', currency: 'USD' }),
    );
    const settings = event('s', 'sales.tenant.configured.v1', '2026-01-01T00:00:00Z', { currency: 'EUR' });
    const rate = event('r', 'sales.rate.set.v1', '2026-01-01T00:00:00Z', { currency: 'USD', rate: '1.15' });
    await storeBatch(warehouse, acceptEvents('money', [pipeline, settings, rate, ...wins]));
    const rows = await readIndicator(warehouse, 'won_revenue', {
      tenant: 'money',
      from,
      to: asOf,
      asOf,
      timeZone: 'UTC',
      currency: 'EUR',
      by: null,
      reps: 'all',
    });
    expect(rows).toMatchObject([{ value: '46000.00', currency: 'EUR', n: 400 }]);
  });

  it('derives deals of many stages and reopenings, more than one statement may hold', async () => {
    const { warehouse } = started;
    const tenant = 'many-stages';
    const stages = Array.from({ length: 198 }, (_, index) => `s${index}`);
    const moves = Array.from({ length: 2_000 }, (_, index) => {
      const round = Math.floor(index / 40);
      const closing = round % 4 === 1 ? 'won' : 'lost';
      const stage = round % 2 === 1 ? closing : round % 3 === 0 ? 's0' : 's197';
      const time = new Date(Date.UTC(2026, 0, 2) + index * 60_000).toISOString();
      return deal(`e${index}`, `D${index % 40}`, stage, time);
    });
    await storeBatch(
      warehouse,
      acceptEvents(tenant, [pipelineOf('pipeline', '2026-01-01T00:00:00Z', stages), ...moves]),
    );
    const frame = { tenant, asOf, timeZone: 'UTC', reps: 'all' } as const;
    const rows = await askFunnel(warehouse, { ...frame, from, to: asOf, pipelineId: 'p', by: null });
    expect(rows[0]?.steps.map(({ entered }) => entered)).toEqual(stages.map(() => 40));
  });

  it('derives one deal that was closed and reopened thousands of times', async () => {
    const { warehouse } = started;
    const stages = ['A', 'won', 'B', 'lost'];
    const minuteMs = 60_000;
    const startMs = Date.parse('2026-01-02T00:00:00Z');
    const events = Array.from({ length: 6000 }, (_, index) =>
      deal(`e${index}`, 'd', stages[index % 4] ?? 'A', new Date(startMs + index * minuteMs).toISOString(), {
        owner_id: `r${index % 3}`,
      }),
    );
    await storeBatch(warehouse, acceptEvents('long', [pipeline, ...events]));
    const countsAfter = async (changes: number) => {
      const moment = new Date(startMs + (changes - 1) * minuteMs + 1).toISOString().replace('Z', '000Z');
      const [all] = await askFunnel(warehouse, {
        tenant: 'long',
        pipelineId: 'p',
        from,
        to: asOf,
        asOf: moment,
        timeZone: 'UTC',
        by: null,
        reps: 'all',
      });
      return all?.steps.map(({ entered, advanced, lost, open }) => [entered, advanced, lost, open]);
    };
    expect(await countsAfter(1)).toEqual([
      [1, 0, 0, 1],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(await countsAfter(6000)).toEqual([
      [1, 1, 0, 0],
      [1, 0, 1, 0],
      [0, 0, 0, 0],
    ]);
  });
});
