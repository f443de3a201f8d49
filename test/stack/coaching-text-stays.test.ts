/**
 * What the two write to each other stays in PostgreSQL: one word is planted into every text of a coaching record, and looked for in what
 * crosses the bus, every table of the warehouse, logs, metrics, exported views, calendars and what those without a part in it read.
 */
import { createInProcessBus } from '@stepup/event-bus';
import { calendarAnswer, exportViews, plan as planAnswer } from '@stepup/contracts';
import { createLogger } from '@stepup/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type HttpInstance, readBodyAs, startHttpInstance } from '../contract/http-instance.ts';
import { startWarehouse, type StartedWarehouse } from '../support/engine/start-warehouse.ts';
import { type FilledTenant, fillTenant } from '../openapi/fill-tenant.ts';
import { listenIn } from '../support/product/listen-in.ts';

const tenant = 'quiet';
/** In coaching records alone; names of deals and people hold another word, which is where it is looked for first. */
const [written, named] = ['Quokkafels', 'Tapirgrund'];

const published: string[] = [];
const logged: string[] = [];
let engine: StartedWarehouse;
let product: HttpInstance;
let filled: FilledTenant;

beforeAll(async () => {
  engine = await startWarehouse();
  const { url, username, password } = engine.address;
  const warehouseUrl = new URL(url);
  warehouseUrl.username = username;
  warehouseUrl.password = password;
  warehouseUrl.pathname = '/stepup';
  product = await startHttpInstance({
    bus: listenIn(createInProcessBus(), (message) => void published.push(message)),
    log: createLogger({
      service: 'test',
      level: 'trace',
      destination: { write: (line) => void logged.push(line) },
    }),
    environment: { STEPUP_CLICKHOUSE_URL: warehouseUrl.href },
  });
  filled = await fillTenant(product, tenant, { names: named, texts: written });
  await writeMore();
}, 240_000);
afterAll(async () => {
  await product.stop();
  await engine.stop();
});

const bearerOf = (who: string): string =>
  filled.bearers.find(({ person }) => person === who || person === `${tenant}-${who}`)?.token ?? '';

async function write(who: string, method: string, path: string, body: unknown, version?: number) {
  const answer = await product.request(path, {
    method,
    body: JSON.stringify(body),
    headers: {
      authorization: `Bearer ${bearerOf(who)}`,
      'content-type': 'application/json',
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  });
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer;
}

/** Texts in the plan, a call from its plan to its debrief, and one that is refused. */
async function writeMore(): Promise<void> {
  const [planId] = filled.byRoot.plans;
  const path = `/v1/plans/${planId}/transitions`;
  const texts = [
    { kind: 'state_reason', text: written, numbers: [] },
    { kind: 'write_self_analysis', text: written },
    { kind: 'add_measure', text: written },
  ];
  for (const [index, body] of texts.entries()) await write('rep', 'POST', path, body, index + 1);
  await write('manager', 'POST', path, { kind: 'write_coach_view', text: written }, 4);
  await write('manager', 'POST', path, { kind: 'add_coach_action', text: written }, 5);
  const call = `/v1/calls/${filled.byRoot['calls']?.[0]}/transitions`;
  await write('rep', 'POST', call, { kind: 'plan_call', step: written, expected: written }, 1);
  await write('rep', 'POST', call, { kind: 'debrief', happened: written, learned: written }, 2);
  const review = `/v1/reviews/${filled.byRoot['reviews']?.[0]}/transitions`;
  await write('manager', 'POST', review, { kind: 'hold', last_step_learned: written }, 1);
  const session = `/v1/sessions/${filled.byRoot['sessions']?.[0]}/transitions`;
  await expect(write('rep', 'POST', session, { kind: 'settle', outcome: written }, 1)).rejects.toThrow();
}

it('is where it belongs: the two read it', async () => {
  const own = await product.get(tenant, `/v1/plans/${filled.byRoot.plans[0]}`, bearerOf('manager'));
  expect(JSON.stringify(readBodyAs(planAnswer, own))).toContain(written);
});

describe('what the two wrote to each other', () => {
  it('does not cross the bus, though what happened does', async () => {
    const changed = () => published.filter((message) => message.includes('coaching.call.changed.v1')).length;
    await expect.poll(changed, { timeout: 60_000, interval: 200 }).toBe(3);
    expect(published.some((message) => message.includes(named))).toBe(true);
    expect(published.filter((message) => message.includes(written))).toEqual([]);
  });

  it('is told of under pseudonyms that the api has said whose they are, and that no deal has', async () => {
    const parameters = z.object({ tenant: z.string() });
    const told = {
      name: 'learners_told_of',
      sql: `SELECT uniqExact(learner) AS learners, uniqExactIf(learner, toString(learner) IN (SELECT coached_as FROM coached_people WHERE tenant = {tenant:String})) AS known
        FROM coaching_events WHERE tenant = {tenant:String} AND name IN ('plan', 'call')`,
      parameters,
      row: z.object({ learners: z.number(), known: z.number() }),
    };
    const unknown = async () => {
      const [row] = await engine.warehouse.read(told, { tenant });
      return row === undefined || row.learners === 0 ? null : row.learners - row.known;
    };
    await expect.poll(unknown, { timeout: 60_000, interval: 200 }).toBe(0);
    const shown = {
      name: 'records_under_pseudonyms',
      sql: `SELECT count() AS records, countIf(startsWith(person, 'c-')) AS apart, countIf(person IN (SELECT person FROM stepup_v1.people WHERE tenant = {tenant:String})) AS known
        FROM stepup_v1.coaching_records WHERE tenant = {tenant:String} AND record IN ('plan', 'call')`,
      parameters,
      row: z.object({ records: z.number(), apart: z.number(), known: z.number() }),
    };
    const [row] = await engine.warehouse.read(shown, { tenant });
    expect(row).toEqual({ records: expect.toSatisfy((n: number) => n > 0), apart: row?.records, known: 0 });
  });

  it('is in no table of the warehouse', async () => {
    const ask = async (sql: string): Promise<string> => {
      const { url, username, password } = engine.address;
      const answer = await fetch(url, {
        method: 'POST',
        body: sql,
        headers: { 'x-clickhouse-user': username, 'x-clickhouse-key': password },
      });
      return answer.text();
    };
    const tables = (
      await ask(
        `SELECT name FROM system.tables WHERE database = 'stepup' AND engine NOT LIKE '%View' AND total_rows > 0 FORMAT TSV`,
      )
    )
      .split('\n')
      .filter((name) => name !== '');
    expect(tables).toContain('coaching_events');
    const holding = async (word: string): Promise<string[]> => {
      const found: string[] = [];
      for (const table of tables) {
        const count = await ask(
          `SELECT countIf(position(toString(tuple(*)), '${word}') > 0) FROM stepup.${table} FORMAT TSV`,
        );
        if (z.coerce.number().parse(count.trim()) > 0) found.push(table);
      }
      return found;
    };
    // The word of names is found, so the search would find the other.
    expect(await holding(named)).not.toEqual([]);
    expect(await holding(written)).toEqual([]);
  });

  it('is in no log line, metric, exported view, calendar or agenda', async () => {
    expect(logged.length).toBeGreaterThan(20);
    expect(logged.filter((line) => line.includes(written))).toEqual([]);
    const { address } = readBodyAs(
      calendarAnswer,
      await write('rep', 'PUT', `/v1/people/${tenant}-rep/calendar`, { on: true }),
    );
    const places = [
      '/metrics',
      '/v1/agenda?days=92',
      address ?? '',
      ...exportViews.map((view) => `/v1/exports/${view}?format=csv`),
      '/v1/coaching-indicators?from=2026-01-01&to=2027-01-01',
      '/v1/annex',
    ];
    for (const place of places) {
      const asker = place === '/v1/agenda?days=92' ? 'rep' : 'ops-1';
      const { status, body } = await product.get(tenant, place, bearerOf(asker));
      expect([place, status]).toEqual([place, 200]);
      expect(JSON.stringify(body).includes(written), place).toBe(false);
    }
    // The secret address itself stands in no log either.
    expect(logged.filter((line) => line.includes((address ?? '').slice(-20)))).toEqual([]);
  });

  it('is read by nobody beside them: not by a peer, the director, the board or operations', async () => {
    const places = Object.entries(filled.byRoot).flatMap(([root, ids]) =>
      root === 'practices' ? [] : ids.map((id) => `/v1/${root}/${id}`),
    );
    for (const who of ['director', 'board', 'operator', 'ops-1']) {
      for (const place of places) {
        const { body } = await product.get(tenant, place, bearerOf(who));
        const isTheirs = place.startsWith('/v1/disputes') && (who === 'operator' || who === 'ops-1');
        // A plan is shown to those above with its three answers, and without notes.
        const isPlan = place.startsWith('/v1/plans') && who !== 'operator' && who !== 'ops-1';
        // A campaign is between the manager who leads it and the director.
        const isBetweenThem = place.startsWith('/v1/campaigns') && who === 'director';
        if (isTheirs || isPlan || isBetweenThem) continue;
        expect(JSON.stringify(body).includes(written), `${who} ${place}`).toBe(false);
      }
    }
  });
});
