import type { StandaloneInstance } from '@stepup/standalone';
import { signIn } from './run-product.ts';

export const lookingBackTenant = 'looking-back';

const dayMs = 86_400_000;
const reps = ['ron', 'rita', 'rob', 'rosa', 'ruth', 'ray'];

/** The middle of the month before the last, so that its assessments are to be had whatever the day. */
export function middleOfMonthBeforeLast(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, 14, 9));
}

/** A team of six with half a year of deals under a director, who reports to a board. */
export function lookingBackEvents(start: Date): object[] {
  const at = (daysAfter: number) => new Date(start.getTime() + daysAfter * dayMs).toISOString();
  const event = (id: string, type: string, daysAfter: number, data: object) => ({
    specversion: '1.0',
    id,
    source: 'looking-back',
    type,
    time: at(daysAfter),
    data,
  });
  const person = (id: string, name: string, role: string, manager: string | null) =>
    event(id, 'sales.person.changed.v1', -300, {
      person_id: id,
      name,
      role,
      active: true,
      ...(manager === null ? {} : { manager_id: manager }),
    });
  const stages = [
    { stage_id: 'first', name: 'First talk', position: 1 },
    { stage_id: 'offer', name: 'Offer', position: 2 },
    { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
    { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
  ];
  return [
    person('bo', 'Bo Board', 'board', null),
    person('dora', 'Dora Director', 'director', 'bo'),
    person('mia', 'Mia Manager', 'manager', 'dora'),
    ...reps.map((id) => person(id, `${id.charAt(0).toUpperCase()}${id.slice(1)} Rep`, 'rep', 'mia')),
    event('pipeline', 'sales.pipeline.defined.v1', -300, { pipeline_id: 'p', name: 'P', stages }),
    ...reps.flatMap((owner_id, person_) =>
      Array.from({ length: 60 }, (_value, index) => {
        const deal = { deal_id: `${owner_id}-${index}`, pipeline_id: 'p', owner_id };
        const enters = -150 + index * 3;
        // The first of them moves few on before the start and many since; everybody else half.
        const share = person_ === 0 ? (enters < 0 ? 4 : 2) : 2;
        const goesOn = index % share === 0;
        return [
          event(`${deal.deal_id}-a`, 'sales.deal.changed.v1', enters, { ...deal, stage_id: 'first' }),
          event(`${deal.deal_id}-b`, 'sales.deal.changed.v1', enters + 4, {
            ...deal,
            stage_id: goesOn ? 'offer' : 'lost',
          }),
        ];
      }).flat(),
    ),
  ];
}

/** A plan of that month with a session, told through the product as it happened then. Answers with the id of the plan. */
export async function tellPlanOfThen(
  instance: Pick<StandaloneInstance, 'url' | 'servePast'>,
  start: Date,
): Promise<string> {
  const tokens = new Map<string, string>();
  for (const who of ['ron', 'mia']) tokens.set(who, await signIn(instance.url, lookingBackTenant, who));
  const past = await instance.servePast();
  const at = start.toISOString().replace('Z', '000Z');
  try {
    const post = async (by: string, path: string, body: object, version?: number) => {
      past.goTo(at);
      const answer = await fetch(past.url + path, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${tokens.get(by) ?? ''}`,
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
    let plan = await post('mia', '/v1/plans', {
      rep_id: 'ron',
      month: at.slice(0, 7),
      basis: 'observation',
    });
    const by = new Date(start.getTime() + 28 * dayMs).toISOString().slice(0, 10);
    for (const [who, move] of [
      ['mia', { kind: 'choose_skill', skill_id: 'next_step' }],
      ['mia', { kind: 'state_reason', text: 'Talks end without a date.', numbers: [] }],
      ['ron', { kind: 'write_self_analysis', text: 'I do not want to press.' }],
      ['ron', { kind: 'confirm_by_discussion', verdict: 'confirmed' }],
      ['ron', { kind: 'add_measure', text: 'I ask for a day.' }],
      [
        'mia',
        {
          kind: 'set_behaviour_target',
          target: { behaviour: 'Ends with a date', indicator: 'of the next 10', baseline: 2, value: 7, by },
        },
      ],
      [
        'mia',
        {
          kind: 'set_outcome',
          outcome: { pipeline_id: 'p', stage_id: 'first', baseline: 0.25, proven_for: 'group' },
        },
      ],
      ['ron', { kind: 'propose' }],
      ['ron', { kind: 'accept' }],
      ['mia', { kind: 'accept' }],
      ['mia', { kind: 'activate' }],
    ] as const)
      plan = await post(who, `/v1/plans/${plan.id}/transitions`, move, plan.version);
    const session = await post('mia', '/v1/sessions', {
      learner_id: 'ron',
      plan_id: plan.id,
      kind: 'developmental',
      context: 'pursuing_opportunities',
      held_at: at,
    });
    await post(
      'mia',
      `/v1/sessions/${session.id}/transitions`,
      { kind: 'settle', outcome: 'settled', minutes: 45 },
      session.version,
    );
    return plan.id;
  } finally {
    await past.close();
  }
}
