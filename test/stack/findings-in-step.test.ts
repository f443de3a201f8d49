/**
 * What PostgreSQL says of findings, the bus tells and boards read from ClickHouse: the same findings in the same state, whatever happens to
 * them, and never under the id of a person.
 */
import { createHash } from 'node:crypto';
import { diagnosesAnswer, diagnosisAnswer, recordSchemas } from '@stepup/contracts';
import { createInProcessBus } from '@stepup/event-bus';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type HttpInstance, readBodyAs, startHttpInstance } from '../contract/http-instance.ts';
import { askEngine } from '../support/boards/ask-engine.ts';
import { startWarehouse, type StartedWarehouse } from '../support/engine/start-warehouse.ts';
import {
  simulateSmallOrganisation,
  smallOrganisationEndsAt as endsAt,
} from '../support/organisation/small-organisation.ts';
import { listenIn } from '../support/product/listen-in.ts';

const tenant = 'in-step';
const low = 'team-1-rep-4';
const list = `/v1/diagnoses?as_of=${endsAt}`;
const events = [
  ...simulateSmallOrganisation({ seed: 7, teamSizes: [10], gap: { repId: low, logits: -1.5 } }),
];

const published: string[] = [];
let engine: StartedWarehouse;
let product: HttpInstance;

const viewRow = z.object({
  finding_id: z.string(),
  person: z.string(),
  stage_id: z.string(),
  tier: z.string(),
  statistical_state: z.string(),
  review_state: z.string(),
  is_disputed: z.number(),
  rate: z.number().nullable(),
  n: z.number().nullable(),
});

/** What boards see. */
async function readView(): Promise<z.output<typeof viewRow>[]> {
  const columns = Object.keys(viewRow.shape).join(', ');
  const sql = `SELECT ${columns} FROM stepup_v1.findings WHERE tenant = '${tenant}' ORDER BY finding_id`;
  return z.array(viewRow).parse((await askEngine(engine.warehouse, sql)).rows);
}

const readAs = async (who: string, path: string) =>
  product.get(tenant, path, await product.tokenOf(tenant, { person: who }));

async function sendAs(method: 'POST' | 'PUT', who: string, path: string, body: unknown, headers = {}) {
  const authorization = `Bearer ${await product.tokenOf(tenant, { person: who })}`;
  return product.request(path, {
    method,
    body: JSON.stringify(body),
    headers: { authorization, 'content-type': 'application/json', ...headers },
  });
}

const postAs = (who: string, path: string, body: unknown, headers = {}) =>
  sendAs('POST', who, path, body, headers);

/** The events of one finding in the order in which the bus carried them. */
const movesOf = (findingId: string): string[] =>
  published
    .filter((message) => message.includes('coaching.finding.changed.v1') && message.includes(findingId))
    .map((message) => /"move":"(\w+)"/.exec(message)?.[1] ?? message);

beforeAll(async () => {
  engine = await startWarehouse();
  product = await startHttpInstance({
    bus: listenIn(createInProcessBus(), (message) => void published.push(message)),
    environment: { STEPUP_CLICKHOUSE_URL: engine.url },
  });
  const person = (person_id: string, fields: Record<string, unknown>) => ({
    specversion: '1.0',
    source: 'people',
    type: 'sales.person.changed.v1',
    id: person_id,
    time: '2025-01-01T00:00:00Z',
    data: { person_id, name: person_id, role: 'rep', active: true, ...fields },
  });
  const reps = Array.from({ length: 10 }, (_, r) =>
    person(`team-1-rep-${r + 1}`, { team: 'team-1', manager_id: 'mia' }),
  );
  for (let at = 0; at < events.length; at += 2_000)
    expect((await product.send(tenant, events.slice(at, at + 2_000))).status).toBe(202);
  expect((await product.send(tenant, [...reps, person('mia', { role: 'manager' })])).status).toBe(202);
}, 240_000);
afterAll(async () => {
  await product.stop();
  await engine.stop();
});

describe('a finding', () => {
  let id = '';
  let planted = { pipeline_id: '', stage_id: '', since: '' };
  let version = 1;
  let disputeId = '';

  it('that is raised reaches the bus and the boards, as it stands, under a pseudonym', async () => {
    const [finding, ...others] = readBodyAs(diagnosesAnswer, await readAs('mia', list)).items;
    if (finding === undefined) throw new Error('the planted gap is found');
    expect(others).toEqual([]);
    id = finding.id;
    planted = finding;
    await expect.poll(readView, { timeout: 30_000 }).toHaveLength(1);
    const [row] = await readView();
    const { stage_id, tier, review_state, since } = finding;
    // Boards keep the numbers of the look that raised it.
    const raisedBy = await readAs('mia', `/v1/diagnoses?as_of=${since}`);
    const then = readBodyAs(diagnosesAnswer, raisedBy).items.find(({ id: other }) => other === id);
    expect(row).toMatchObject({ finding_id: id, stage_id, tier, review_state, is_disputed: 0 });
    expect(row?.statistical_state).toBe('raised');
    // Nothing that could be counted in the CRM, and nobody who owns a deal there.
    expect(row).toMatchObject({ rate: null, n: null, person: expect.stringMatching(/^c-/) });
    expect(movesOf(id)).toEqual(['raised']);
    const agreed = { is_on: true, agreement: 'Agreed with everybody.', agreed_on: '2026-01-01' };
    const turned = await sendAs('PUT', 'ops-1', '/v1/content-switches/persons_in_boards', agreed);
    expect(turned.status).toBe(200);
    await expect.poll(async () => (await readView())[0]?.person, { timeout: 30_000 }).toMatch(/^p-/);
    const [named] = await readView();
    expect(named?.rate).toBeCloseTo(then?.rate ?? Number.NaN, 9);
    expect(named?.n).toBeCloseTo(then?.n ?? Number.NaN, 9);
  });

  it('cannot be found by who it is about and where', () => {
    const { pipeline_id, stage_id } = planted;
    for (const said of [
      [tenant, low, pipeline_id, stage_id, planted.since],
      [low, stage_id, planted.since],
    ]) {
      const hash = createHash('sha256').update(JSON.stringify(said)).digest('hex');
      expect(id.slice(0, 8)).not.toBe(hash.slice(0, 8));
    }
  });

  it('is on boards neither during the head start of its person nor while they pause', async () => {
    const shown = async () => (await readView()).map(({ finding_id }) => finding_id);
    const pause = (paused: boolean) => sendAs('PUT', low, `/v1/reps/${low}/diagnosis-pause`, { paused });
    expect(await shown()).toEqual([id]);
    expect((await pause(true)).status).toBe(200);
    expect(await shown()).toEqual([]);
    expect((await pause(false)).status).toBe(200);
    expect(await shown()).toEqual([id]);
    const setHeadStart = async (head_start_working_days: number, version: number) =>
      sendAs(
        'PUT',
        'ops-1',
        '/v1/settings/diagnosis',
        { head_start_working_days },
        { 'if-match': `"${version}"` },
      );
    const shownFrom = async () =>
      Date.parse(
        z
          .array(z.object({ at: z.string() }))
          .parse(
            (
              await askEngine(
                engine.warehouse,
                `SELECT toString(shown_from) AS at FROM shown_findings FINAL WHERE tenant = '${tenant}'`,
              )
            ).rows,
          )
          .map(({ at }) => `${at.replace(' ', 'T')}Z`)[0] ?? '',
      );
    const afterOneDay = await shownFrom();
    expect(afterOneDay).toBeGreaterThan(Date.parse(planted.since));
    expect((await setHeadStart(10, 0)).status).toBe(200);
    // Nine working days more, with one weekend or two.
    const moreDays = (await shownFrom()) - afterOneDay;
    expect([11, 13]).toContain(moreDays / 86_400_000);
    expect((await setHeadStart(1, 1)).status).toBe(200);
    expect(await shownFrom()).toBe(afterOneDay);
  });

  it('that is disputed is so there too, and no longer when it was answered', async () => {
    const opening = { indicator: 'diagnosis', key: id, value: '31 %', text: 'Quokkafels' };
    const dispute = readBodyAs(recordSchemas.dispute.answer, await postAs(low, '/v1/disputes', opening));
    ({ id: disputeId, version } = dispute);
    const isDisputed = async () => (await readView())[0]?.is_disputed;
    await expect.poll(isDisputed, { timeout: 30_000 }).toBe(1);
    const answer = { kind: 'answer', answer: 'stands', text: 'Quokkafels' };
    const path = `/v1/disputes/${disputeId}/transitions`;
    expect((await postAs('mia', path, answer, { 'if-match': `"${version}"` })).status).toBe(200);
    await expect.poll(isDisputed, { timeout: 30_000 }).toBe(0);
    expect(movesOf(id)).toEqual(['raised', 'disputed', 'dispute_answered']);
  });

  it('that late events take back is cleared in both', async () => {
    const dealsOfLow = new Set(
      events.flatMap(({ data }) => {
        const { owner_id, deal_id } = z
          .object({ owner_id: z.string().optional(), deal_id: z.string().optional() })
          .parse(data);
        return owner_id === low && deal_id !== undefined ? [deal_id] : [];
      }),
    );
    const deleted = [...dealsOfLow].map((deal_id) => ({
      specversion: '1.0',
      source: 'clean-up',
      type: 'sales.deal.deleted.v1',
      id: deal_id,
      time: endsAt,
      data: { deal_id },
    }));
    expect(deleted.length).toBeGreaterThan(20);
    expect((await product.send(tenant, deleted)).status).toBe(202);
    const again = () => readAs('mia', list);
    await expect.poll(async () => (await again()).status, { timeout: 110_000, interval: 500 }).toBe(200);
    expect(readBodyAs(diagnosesAnswer, await again()).items).toEqual([]);
    expect(readBodyAs(diagnosisAnswer, await readAs(low, `/v1/diagnoses/${id}`)).statistical_state).toBe(
      'cleared',
    );
    const stateOf = async () => (await readView())[0]?.statistical_state;
    await expect.poll(stateOf, { timeout: 30_000 }).toBe('cleared');
    expect(movesOf(id)).toEqual(['raised', 'disputed', 'dispute_answered', 'cleared']);
  }, 180_000);

  it('is told of without anybody’s id or words', () => {
    const told = published.filter((message) => message.includes('coaching.finding.changed.v1'));
    expect(told.length).toBeGreaterThan(3);
    for (const message of told) {
      expect(message).not.toContain(low);
      expect(message).not.toContain('Quokkafels');
    }
  });
});
