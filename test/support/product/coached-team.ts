import { signIn } from './run-product.ts';

export const coachedTenant = 'coached';

const people = { manager: 'mia', rep: 'ron' } as const;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** A tenant of one manager and one rep with a few deals, and a plan that both have accepted. Answers with the id of the plan. */
export async function sendCoachedTeam(url: string): Promise<{ planId: string } & typeof people> {
  const stages = [
    { stage_id: 'first', name: 'First talk', position: 1 },
    { stage_id: 'offer', name: 'Offer', position: 2 },
    { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
    { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
  ];
  await sendEvents(url, [
    event('mia', 'sales.person.changed.v1', 90, {
      person_id: people.manager,
      name: 'Mia Manager',
      role: 'manager',
      active: true,
    }),
    event('ron', 'sales.person.changed.v1', 90, {
      person_id: people.rep,
      name: 'Ron Rep',
      role: 'rep',
      active: true,
      manager_id: people.manager,
    }),
    event('pipeline', 'sales.pipeline.defined.v1', 90, { pipeline_id: 'p', name: 'P', stages }),
    ...['Alder', 'Birch', 'Cedar'].map((name, index) =>
      event(`deal-${index}`, 'sales.deal.changed.v1', 20 - index, {
        deal_id: `d${index}`,
        name,
        pipeline_id: 'p',
        stage_id: 'first',
        owner_id: people.rep,
      }),
    ),
  ]);
  return { ...people, planId: await startPlan(url) };
}

/** A meeting that the rep's CRM plans. */
export function sendComingMeeting(url: string, activityId: string, startsAt: Date): Promise<void> {
  return sendEvents(url, [
    event(`planned-${activityId}`, 'sales.activity.planned.v1', 0, {
      activity_id: activityId,
      kind: 'meeting',
      rep_id: people.rep,
      deal_id: 'd0',
      starts_at: startsAt.toISOString(),
    }),
  ]);
}

function event(id: string, type: string, ago: number, data: object) {
  return { specversion: '1.0', id, source: 'coached-team', type, time: daysAgo(ago), data };
}

async function sendEvents(url: string, events: readonly object[]): Promise<void> {
  const token = await signIn(url, coachedTenant, 'ops-1');
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  const text = await answer.text();
  if (answer.status !== 202 || !text.includes('"rejected":[]'))
    throw new Error(`events: ${answer.status} ${text}`);
}

async function startPlan(url: string): Promise<string> {
  const tokens = {
    rep: await signIn(url, coachedTenant, people.rep),
    coach: await signIn(url, coachedTenant, people.manager),
  };
  const post = async (by: keyof typeof tokens, path: string, body: object, version?: number) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens[by]}`,
        'content-type': 'application/json',
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      body: JSON.stringify(body),
    });
    const read: unknown = await answer.json();
    if (!answer.ok || typeof read !== 'object' || read === null || !('id' in read) || !('version' in read))
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(read)}`);
    return { id: String(read.id), version: Number(read.version) };
  };
  const month = new Date().toISOString().slice(0, 7);
  let plan = await post('coach', '/v1/plans', { rep_id: people.rep, month, basis: 'observation' });
  const by = new Date(Date.now() + 28 * 86_400_000).toISOString().slice(0, 10);
  const target = { behaviour: 'Ends with a date', indicator: 'of the next 10', baseline: 2, value: 7, by };
  const outcome = { pipeline_id: 'p', stage_id: 'first', baseline: null, proven_for: 'group' };
  for (const [who, move] of [
    ['coach', { kind: 'choose_skill', skill_id: 'next_step' }],
    ['coach', { kind: 'state_reason', text: 'Talks end without a date.', numbers: [] }],
    ['rep', { kind: 'write_self_analysis', text: 'I do not want to press.' }],
    ['rep', { kind: 'confirm_by_discussion', verdict: 'confirmed' }],
    ['rep', { kind: 'add_measure', text: 'I ask for a day.' }],
    ['coach', { kind: 'set_behaviour_target', target }],
    ['coach', { kind: 'set_outcome', outcome }],
    ['rep', { kind: 'propose' }],
    ['rep', { kind: 'accept' }],
    ['coach', { kind: 'accept' }],
    ['coach', { kind: 'activate' }],
  ] as const)
    plan = await post(who, `/v1/plans/${plan.id}/transitions`, move, plan.version);
  return plan.id;
}
