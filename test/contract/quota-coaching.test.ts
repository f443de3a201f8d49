import { quotaCoachingAnswer } from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpInstance, readBodyAs, startHttpInstance } from './http-instance.ts';

let product: HttpInstance;
const reps = Array.from({ length: 6 }, (_value, index) => `r${index}`);
const asked = '/v1/quota-coaching?from_month=2026-01&to_month=2026-03';

const event = (id: string, type: string, time: string, data: object) => ({
  specversion: '1.0',
  id,
  source: 'test',
  type,
  time,
  data,
});
const person = (personId: string, role: string, managerId?: string) =>
  event(`person-${personId}`, 'sales.person.changed.v1', '2025-01-01T00:00:00Z', {
    person_id: personId,
    name: personId,
    role,
    active: true,
    ...(managerId === undefined ? {} : { manager_id: managerId }),
  });

beforeAll(async () => {
  product = await startHttpInstance();
  const stages = [
    { stage_id: 'a', name: 'Lead', position: 1 },
    { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
    { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
  ];
  const deal = (stage: string, time: string) =>
    event(`deal-${stage}`, 'sales.deal.changed.v1', time, {
      deal_id: 'd1',
      pipeline_id: 'p',
      stage_id: stage,
      owner_id: 'r0',
      amount: 1500,
      currency: 'EUR',
    });
  const sent = await product.send('own', [
    event('tenant', 'sales.tenant.configured.v1', '2025-01-01T00:00:00Z', { currency: 'EUR' }),
    event('pipeline', 'sales.pipeline.defined.v1', '2025-01-01T00:00:00Z', {
      pipeline_id: 'p',
      name: 'p',
      stages,
    }),
    person('bo', 'board'),
    person('dora', 'director', 'bo'),
    person('mia', 'manager', 'dora'),
    person('max', 'manager', 'dora'),
    ...reps.map((id) => person(id, 'rep', 'mia')),
    ...reps.flatMap((id) =>
      ['2026-01', '2026-02', '2026-03'].map((period) =>
        event(`quota-${id}-${period}`, 'sales.quota.set.v1', '2025-12-01T00:00:00Z', {
          person_id: id,
          period,
          amount: 1000,
          currency: 'EUR',
          scope: 'own',
        }),
      ),
    ),
    deal('a', '2026-01-05T00:00:00Z'),
    deal('won', '2026-01-20T00:00:00Z'),
  ]);
  expect(sent.status).toBe(202);
}, 240_000);
afterAll(() => product.stop());

const readAs = async (personId: string) =>
  readBodyAs(
    quotaCoachingAnswer,
    await product.get('own', asked, await product.tokenOf('own', { person: personId })),
  );

describe('attainment beside coaching', () => {
  it('shows every month of those one leads, with what was sold of the quota', async () => {
    const { rows, currency } = await readAs('mia');
    expect(rows).toHaveLength(18);
    expect(currency).toBe('EUR');
    expect(rows[0]).toEqual({
      rep_id: 'r0',
      month: '2026-01',
      quota: '1000.00',
      won: '1500.00',
      won_deals: 1,
      attainment: 1.5,
      coached: false,
      plan_id: null,
      sessions: 0,
      sessions_by_kind: { developmental: 0, strategic: 0, tactical: 0, opportunistic: 0 },
      effect: null,
      verdict: null,
    });
    expect(rows.filter(({ attainment }) => attainment === 0)).toHaveLength(17);
  });

  it('names nobody to those who do not lead them', async () => {
    const repsSeenBy = async (personId: string) => [
      ...new Set((await readAs(personId)).rows.map(({ rep_id: repId }) => repId)),
    ];
    expect(await repsSeenBy('r1')).toEqual(['r1']);
    expect(await repsSeenBy('dora')).toEqual(reps);
    expect(await repsSeenBy('max')).toEqual([]);
    expect(await repsSeenBy('bo')).toEqual([]);
    expect(await repsSeenBy('ops-1')).toEqual([]);
  });

  it('says why there is no difference, instead of one', async () => {
    const { comparison, shares } = await readAs('bo');
    expect(comparison).toMatchObject({
      difference: null,
      interval: null,
      worth: null,
      coached: 0,
      comparison_group: 6,
      reason_if_null: 'too_few_coached',
    });
    // Nobody was coached: a share of all would be no comparison.
    expect(shares).toBeNull();
  });

  it.each([
    ['from_month=2026-03&to_month=2026-01', 'must not lie before from_month'],
    ['from_month=2026-01&to_month=2028-01', 'must lie at most 24 months ahead'],
    ['from_month=2026-1&to_month=2026-03', 'must be a month from 2000-01 to 2199-12, like 2026-11'],
  ])('refuses %s', async (query, message) => {
    const refused = await product.get('own', `/v1/quota-coaching?${query}`);
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain(message);
  });
});
