import { plan as planAnswer } from '@stepup/contracts';
import * as z from 'zod';
import { type HttpInstance, readBodyAs } from '../contract/http-instance.ts';

/** A tenant with somebody in each role, deals, and a coaching record of most kinds; names hold one word, texts of records the other. */
export interface FilledTenant {
  bearers: { tenant: string; person: string; token: string }[];
  people: string[];
  /** Ids by the first part of the path under which they are read. */
  byRoot: Record<string, string[]> & { plans: string[] };
}

const identified = z.object({ id: z.string() });

export async function fillTenant(
  product: HttpInstance,
  tenant: string,
  { names, texts: word }: { readonly names: string; readonly texts: string },
): Promise<FilledTenant> {
  const id = (name: string): string => `${tenant}-${name}`;
  const members = [
    ['board', 'board', null],
    ['director', 'director', 'board'],
    ['manager', 'manager', 'director'],
    ['rep', 'rep', 'manager'],
    ['peer', 'rep', 'manager'],
    ['operator', 'sales_ops', null],
  ] as const;
  const event = (type: string, name: string, data: object) => ({
    specversion: '1.0',
    source: 'crm',
    type,
    id: `${type}-${name}`,
    time: '2026-10-01T00:00:00Z',
    data,
  });
  const stages = [
    { stage_id: 'meeting', name: `Meeting ${names}`, position: 1 },
    { stage_id: 'offer', name: `Offer ${names}`, position: 2 },
    { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
    { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
  ];
  const deals = Array.from({ length: 30 }, (_, n) => {
    const stage_id = ['meeting', 'offer', 'won', 'lost'][n % 4];
    const data = {
      deal_id: id(`deal-${n}`),
      pipeline_id: 'sales',
      stage_id,
      owner_id: id(n % 2 ? 'rep' : 'peer'),
    };
    return event('sales.deal.changed.v1', String(n), { ...data, name: `${names} ${n}`, amount: 1_000 + n });
  });
  const sent = await product.send(tenant, [
    event('sales.tenant.configured.v1', 'tenant', { time_zone: 'Europe/Berlin', currency: 'EUR' }),
    event('sales.pipeline.defined.v1', 'pipeline', { pipeline_id: 'sales', name: names, stages }),
    ...members.map(([name, role, manager]) =>
      event('sales.person.changed.v1', name, {
        person_id: id(name),
        name: `${name} ${names}`,
        role,
        active: true,
        email: `${name}@${tenant}.example`,
        ...(manager === null ? {} : { manager_id: id(manager) }),
      }),
    ),
    ...deals,
  ]);
  if (sent.status !== 202) throw new Error(JSON.stringify(sent.body));
  const bearers = await Promise.all(
    [...members.map(([name]) => id(name)), 'ops-1'].map(async (person) => ({
      tenant,
      person,
      token: await product.tokenOf(tenant, { person }),
    })),
  );
  const byRoot: FilledTenant['byRoot'] = { plans: [] };

  async function open(who: string, path: string, body: object): Promise<string> {
    const answer = await product.request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        authorization: `Bearer ${bearers.find(({ person }) => person === id(who))?.token}`,
        'content-type': 'application/json',
      },
    });
    return readBodyAs(identified, answer).id;
  }
  const keep = (root: string, opened: string): void => {
    byRoot[root] = [...(byRoot[root] ?? []), opened];
  };
  const learner_id = id('rep');
  const plan = await product.request('/v1/plans', {
    method: 'POST',
    body: JSON.stringify({ rep_id: learner_id, month: '2026-11', basis: 'own_wish' }),
    headers: {
      authorization: `Bearer ${await product.tokenOf(tenant, { person: learner_id })}`,
      'content-type': 'application/json',
    },
  });
  const planId = readBodyAs(planAnswer, plan).id;
  keep('plans', planId);
  keep('sessions', await open('manager', '/v1/sessions', { learner_id, kind: 'tactical' }));
  keep('calls', await open('rep', '/v1/calls', { learner_id, plan_id: planId, metric: word }));
  keep('storyboards', await open('rep', `/v1/plans/${planId}/storyboard`, { focus: word }));
  keep('obstacles', await open('rep', `/v1/plans/${planId}/obstacles`, { text: word }));
  keep('reviews', await open('manager', `/v1/plans/${planId}/reviews`, { due_on: '2026-12-01' }));
  keep('barriers', await open('rep', '/v1/barriers', { what: 'time', text: word }));
  keep(
    'invitations',
    await open('rep', `/v1/plans/${planId}/invitations`, { guest_id: id('peer'), as: 'peer' }),
  );
  keep('absences', await open('rep', '/v1/absences', { learner_id, from: '2026-12-20' }));
  keep(
    'disputes',
    await open('rep', '/v1/disputes', { indicator: 'step_up_rate', key: 's', value: '0.2', text: word }),
  );
  keep(
    'practices',
    await open('rep', '/v1/practices', {
      skill_id: 'discovery',
      title: word,
      when: word,
      how: word,
      example: word,
    }),
  );
  keep(
    'campaigns',
    await open('manager', '/v1/campaigns', {
      title: word,
      skill_id: 'discovery',
      pipeline_id: 'sales',
      stage_id: 'meeting',
      people: [id('rep'), id('peer')],
      starts_on: '2199-01-01',
    }),
  );
  return { bearers, people: members.map(([name]) => id(name)), byRoot };
}
