import {
  activitiesAnswer,
  dealsAnswer,
  diagnosisPause,
  funnelAnswer,
  indicatorAnswer,
  readsAnswer,
  revealAnswer,
} from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type HttpInstance, readBodyAs, startHttpInstance } from './http-instance.ts';

const tenant = 'veiled';
const requestsPerTenSeconds = 60;
const people = [
  ['lea', 'rep', 'mia'],
  ['rob', 'rep', 'mia'],
  ['mia', 'manager', null],
  ['oli', 'sales_ops', null],
] as const;
const month = 'from=2026-01-01&to=2026-02-01&as_of=2026-02-01';

let product: HttpInstance;
let pseudonym = '';

beforeAll(async () => {
  product = await startHttpInstance({
    environment: { STEPUP_REQUESTS_PER_TEN_SECONDS: String(requestsPerTenSeconds) },
  });
  const sent = await product.send(
    tenant,
    people.map(([person_id, role, manager_id]) => ({
      specversion: '1.0',
      source: 'crm',
      type: 'sales.person.changed.v1',
      id: person_id,
      time: '2026-01-01T00:00:00Z',
      data: { person_id, name: `Name of ${person_id}`, role, active: true, manager_id },
    })),
  );
  expect(sent).toMatchObject({ status: 202 });
  const about = (type: string, id: string, data: object) => ({
    specversion: '1.0',
    source: 'crm',
    type,
    id,
    time: '2026-01-02T00:00:00Z',
    data,
  });
  const dealOf = (deal_id: string, owner_id: string | null) =>
    about('sales.deal.changed.v1', `deal-${deal_id}`, { deal_id, pipeline_id: 'p', stage_id: 's', owner_id });
  const callOf = (rep_id: string) =>
    about('sales.activity.logged.v1', `call-${rep_id}`, {
      activity_id: `call-${rep_id}`,
      kind: 'call',
      direction: 'outbound',
      rep_id,
      deal_id: `of-${rep_id}`,
    });
  const stages = [{ stage_id: 's', name: 'S', position: 1 }];
  const sales = [
    about('sales.pipeline.defined.v1', 'p', { pipeline_id: 'p', name: 'P', stages }),
    // A deal may have the number of a person.
    dealOf('of-mia', 'mia'),
    dealOf('of-lea', 'lea'),
    dealOf('of-rob', 'rob'),
    dealOf('lea', 'lea'),
    dealOf('of-nobody', null),
    ...['mia', 'lea', 'rob'].map(callOf),
  ];
  expect(await product.send(tenant, sales)).toMatchObject({ status: 202 });
  // The export knows people by pseudonym; of so few not even what they are.
  const { body } = await read('oli', '/v1/exports/people?format=csv');
  expect(String(body)).not.toContain('"manager",1');
  const deals = await read('oli', '/v1/exports/deals?format=csv');
  pseudonym = /"of-mia",.*?"(p-[0-9a-f]+)"/.exec(String(deals.body))?.[1] ?? '';
  expect(pseudonym).not.toBe('');
}, 240_000);
afterAll(() => product.stop());

async function read(who: string, path: string): Promise<Answer> {
  return product.get(tenant, path, await product.tokenOf(tenant, { person: who }));
}

async function reveal(who: string, of: string, body: object): Promise<Answer> {
  const authorization = `Bearer ${await product.tokenOf(tenant, { person: who })}`;
  return product.request(`/v1/pseudonyms/${of}/reveals`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization, 'content-type': 'application/json' },
  });
}

describe('operations', () => {
  it('ask about pseudonyms and are answered about pseudonyms, and know nobody by their id', async () => {
    const path = (id: string) => `/v1/reps/${id}/diagnosis-pause`;
    expect((await read('oli', path('mia'))).status).toBe(404);
    expect(readBodyAs(diagnosisPause, await read('oli', path(pseudonym))).rep_id).toBe(pseudonym);
    expect((await read('oli', '/v1/diagnoses?rep=mia')).status).toBe(404);
    expect((await read('oli', `/v1/diagnoses?rep=${pseudonym}`)).status).toBe(200);
    expect((await read('oli', '/v1/diagnoses?manager=mia')).status).toBe(404);
  });

  it('learn whom one stands for with a reason, which that person reads', async () => {
    const reason = 'a stage was renamed and their deals look wrong';
    expect((await reveal('oli', pseudonym, {})).status).toBe(400);
    expect((await reveal('oli', pseudonym, { reason: ' '.repeat(20) })).status).toBe(400);
    expect((await reveal('oli', 'mia', { reason })).status).toBe(404);
    for (const who of ['lea', 'mia']) expect((await reveal(who, pseudonym, { reason })).status).toBe(403);
    const revealed = readBodyAs(revealAnswer, await reveal('oli', pseudonym, { reason }));
    expect(revealed).toEqual({ pseudonym, person_id: 'mia', name: 'Name of mia' });
    const { items } = readBodyAs(readsAnswer, await read('mia', '/v1/reads'));
    expect(items).toMatchObject([
      { reader_id: 'oli', resource: 'pseudonym', resource_id: pseudonym, reason },
    ]);
  });

  const noIds = (body: unknown) =>
    expect(JSON.stringify(body)).not.toMatch(/"(?:mia|rob)"|=(?:mia|lea|rob)\b/);

  it('read numbers by pseudonym, and follow a row to its deals and activities', async () => {
    for (const path of [`/v1/funnel?${month}&by=rep`, `/v1/funnel?${month}&by=manager`]) {
      const { rows } = readBodyAs(funnelAnswer, await read('oli', path));
      noIds(rows);
      expect(rows.map(({ key }) => key)).toContain(pseudonym);
    }
    for (const id of ['entered', 'activities'] as const) {
      const answer = await read('oli', `/v1/indicators/${id}?${month}&by=rep`);
      const { rows, average } = readBodyAs(indicatorAnswer, answer);
      noIds([rows, average]);
      const row = rows.find(({ key }) => key === pseudonym);
      expect(row?.behind).toContain(`key=${pseudonym}`);
      const behind = await read('oli', row?.behind ?? '');
      noIds(behind.body);
      if (id === 'entered') {
        const { items } = readBodyAs(dealsAnswer, behind);
        expect(items.map(({ deal_id, owner_id }) => [deal_id, owner_id])).toEqual([['of-mia', pseudonym]]);
      } else {
        const { items } = readBodyAs(activitiesAnswer, behind);
        expect(items.map(({ activity_id, rep_id }) => [activity_id, rep_id])).toEqual([
          ['call-mia', pseudonym],
        ]);
      }
      expect((await read('oli', row?.behind?.replace(pseudonym, 'mia') ?? '')).status).toBe(404);
    }
    const byMonth = await read('oli', `/v1/indicators/entered?${month}&by=month`);
    expect(readBodyAs(indicatorAnswer, byMonth).rows.map(({ key }) => key)).toEqual(['2026-01']);
  });

  it('filter lists by pseudonym; ids of deals stay as they are', async () => {
    const ofMia = readBodyAs(dealsAnswer, await read('oli', `/v1/deals?rep=${pseudonym}`)).items;
    expect(ofMia.map(({ deal_id }) => deal_id)).toEqual(['of-mia']);
    const underMia = readBodyAs(dealsAnswer, await read('oli', `/v1/deals?manager=${pseudonym}`)).items;
    expect(underMia.map(({ deal_id }) => deal_id)).toEqual(['lea', 'of-lea', 'of-rob']);
    for (const { owner_id, steps } of underMia)
      for (const who of [owner_id, ...steps.map((step) => step.credited_rep_id)])
        expect(who).toMatch(/^p-[0-9a-f]{16}$/);
    const ofNobody = readBodyAs(dealsAnswer, await read('oli', '/v1/deals?rep=unassigned&stage=s')).items;
    expect(ofNobody.map(({ deal_id }) => deal_id)).toEqual(['of-nobody']);
    const calls = readBodyAs(activitiesAnswer, await read('oli', `/v1/activities?rep=${pseudonym}`)).items;
    expect(calls.map(({ activity_id, rep_id }) => [activity_id, rep_id])).toEqual([['call-mia', pseudonym]]);
    for (const path of ['/v1/deals?rep=mia', '/v1/deals?manager=mia', '/v1/activities?rep=mia'])
      expect((await read('oli', path)).status).toBe(404);
  });

  it('page through rows of people by cursors in which nobody stands', async () => {
    const written = (cursor: string) => Buffer.from(cursor, 'base64url').toString();
    for (const path of [`/v1/funnel?${month}&by=rep`, `/v1/indicators/entered?${month}&by=rep`]) {
      const all = readBodyAs(funnelAnswer.or(indicatorAnswer), await read('oli', path)).rows.map(
        ({ key }) => key,
      );
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const after: string = cursor === null ? '' : `&cursor=${cursor}`;
        const page = readBodyAs(
          funnelAnswer.or(indicatorAnswer),
          await read('oli', `${path}&limit=1${after}`),
        );
        seen.push(...page.rows.map(({ key }) => key));
        cursor = page.next_cursor;
        if (cursor !== null) {
          expect(written(cursor)).not.toMatch(/"(?:mia|lea|rob)"/);
          // Bound to what was asked, and not to whom it stands for: else a cursor would tell who that is.
          expect((await read('oli', `${path}&team=none&limit=1&cursor=${cursor}`)).status).toBe(400);
        }
      } while (cursor !== null);
      expect(seen).toEqual(all);
      expect(seen.length).toBeGreaterThan(2);
    }
  });

  it('of the machine itself see ids: whoever is there makes a token for anybody', async () => {
    const pause = await read('ops-1', '/v1/reps/mia/diagnosis-pause');
    expect(readBodyAs(diagnosisPause, pause).rep_id).toBe('mia');
  });
});

it('a bearer who asks too much is told when to come again, and nobody else is', async () => {
  const answers = await Promise.all(
    Array.from({ length: requestsPerTenSeconds + 20 }, () => read('lea', '/v1/session')),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(20);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  for (const { headers, body } of refused) {
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body).toMatchObject({ code: 'rate_limited' });
  }
  expect((await read('mia', '/v1/session')).status).toBe(200);
});
