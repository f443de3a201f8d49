import { diagnosisPause, readsAnswer, revealAnswer } from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type HttpInstance, readBodyAs, startHttpInstance } from './http-instance.ts';

const tenant = 'veiled';
const requestsPerTenSeconds = 60;
const people = [
  ['lea', 'rep', 'mia'],
  ['mia', 'manager', null],
  ['oli', 'sales_ops', null],
] as const;

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
  const deal = { deal_id: 'of-mia', pipeline_id: 'p', stage_id: 's', owner_id: 'mia' };
  const ofMia = {
    specversion: '1.0',
    source: 'crm',
    type: 'sales.deal.changed.v1',
    id: 'd',
    time: '2026-01-02T00:00:00Z',
  };
  expect(await product.send(tenant, [{ ...ofMia, data: deal }])).toMatchObject({ status: 202 });
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
