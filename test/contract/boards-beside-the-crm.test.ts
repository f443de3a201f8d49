/**
 * Whoever has the whole CRM and may read every view for boards tries to find out whose findings and plans they see there. What they try does find
 * everybody once the tenant has agreed to people on boards, so that it would find them before, if there were a way.
 */
import type { CoachingEvent } from '@stepup/contracts';
import {
  insertCoachingEvents,
  insertCoachingPseudonyms,
  storeBatch,
  tellShownFindings,
} from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { askEngine } from '../support/boards/ask-engine.ts';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';

const tenant = 'attacked';
const coachingViews = ['findings', 'coaching_records', 'plan_effects'] as const;
const dayMs = 86_400_000;

interface Member {
  readonly id: string;
  readonly role: string;
  readonly team: string;
  readonly manager: string | null;
}

const repsOf = (team: string, manager: string, count: number): Member[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${team}-${manager}-${index}`,
    role: 'rep',
    team,
    manager,
  }));
// Of North two report to somebody else: named, they would be two.
const reps = [
  ...repsOf('North', 'm1', 6),
  ...repsOf('North', 'm2', 2),
  ...repsOf('South', 'm2', 6),
  ...repsOf('West', 'm3', 7),
];
const leaders: Member[] = [
  ...['m1', 'm2', 'm3', 'm4', 'm5'].map((id) => ({ id, role: 'manager', team: '', manager: 'boss' })),
  { id: 'boss', role: 'director', team: '', manager: 'chair' },
  { id: 'chair', role: 'board', team: '', manager: null },
];
const members = [...reps, ...leaders];

const at = (day: number, seconds = 0) =>
  new Date(Date.parse('2026-02-03T07:00:00Z') + day * dayMs + seconds * 1000).toISOString();
/** When somebody took their only call, to the second like no other. */
const callOf = (index: number) => at(20, 61 * (index + 1));

let started: StartedWarehouse;
let told = 0;
const uuid = (kind: number, index: number) =>
  `5a1d0000-0000-4000-8${String(kind).padStart(3, '0')}-${String(index).padStart(12, '0')}`;
const rows = async (sql: string) => (await askEngine(started.warehouse, sql)).rows;

async function tell(type: string, data: object, time = at(0)): Promise<void> {
  told += 1;
  const event = { specversion: '1.0', id: `told-${told}`, source: 'crm', type, time, data };
  await storeBatch(started.warehouse, acceptEvents(tenant, [event]));
}

const turn = (isOn: boolean, time: string) =>
  tell(
    'sales.content.switched.v1',
    {
      kind: 'persons_in_boards',
      is_on: isOn,
      switched_by: 'ops',
      ...(isOn ? { agreement: 'Agreed with everybody.', agreed_on: '2026-06-01' } : {}),
    },
    time,
  );

/** What the CRM says: people, the deals of each (as many as nobody else has), and their calls. */
function listCrmEvents(): object[] {
  const event = (type: string, id: string, data: object, time = at(0)) => ({
    specversion: '1.0',
    id,
    source: 'crm',
    type,
    time,
    data,
  });
  return [
    ...members.map(({ id, role, team, manager }) =>
      event('sales.person.changed.v1', id, {
        person_id: id,
        name: id,
        role,
        active: true,
        ...(team === '' ? {} : { team }),
        ...(manager === null ? {} : { manager_id: manager }),
      }),
    ),
    event('sales.pipeline.defined.v1', 'p', {
      pipeline_id: 'p',
      name: 'P',
      stages: [
        { stage_id: 'lead', name: 'Lead', position: 1 },
        { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
      ],
    }),
    ...reps.flatMap(({ id }, index) =>
      Array.from({ length: index + 3 }, (_, deal) =>
        event(
          'sales.deal.changed.v1',
          `${id}/${deal}`,
          { deal_id: `${id}/${deal}`, pipeline_id: 'p', stage_id: 'lead', owner_id: id },
          at(1 + deal, index),
        ),
      ),
    ),
    ...reps.map(({ id }, index) =>
      event(
        'sales.activity.logged.v1',
        `call-${id}`,
        { activity_id: `call-${id}`, kind: 'call', direction: 'outbound', rep_id: id, deal_id: `${id}/0` },
        callOf(index),
      ),
    ),
  ];
}

/** Of everybody a finding, a plan from it, the call of the CRM as an experiment, and what verification says. */
function listCoachingEvents(): CoachingEvent[] {
  return reps.flatMap(({ manager }, index) => {
    const tellOf = (
      name: string,
      kind: number,
      state: string,
      time: string,
      measures: CoachingEvent['data']['measures'],
    ): CoachingEvent => ({
      specversion: '1.0',
      id: uuid(100 + kind, index),
      source: 'stepup/api',
      type: `coaching.${name}.changed.v1`,
      time: time.replace('Z', '000Z'),
      subject: `${name}/${index}`,
      tenant,
      data: {
        record_id: uuid(kind, index),
        plan_id: uuid(2, index),
        learner: uuid(10, index),
        coach: uuid(
          11,
          leaders.findIndex(({ id }) => id === manager),
        ),
        state,
        version: 1,
        move: 'open',
        late: false,
        // Findings are of a look, which is the same for everybody.
        opened_at: name === 'finding' ? '2026-03-01T00:00:00.000000Z' : time.replace('Z', '000Z'),
        measures,
      },
    });
    const step = { pipeline_id: 'p', stage_id: 'lead' };
    const numbers = { rate: 0.2 + index / 1000, typical: 0.4, p_gap: 0.9, n: index + 3 };
    return [
      tellOf('finding', 1, 'raised', at(25, index), {
        ...step,
        ...numbers,
        tier: 'strong',
        review_state: 'open',
      }),
      tellOf('plan', 2, 'active', at(26, index), { basis: 'diagnosis', behaviour: 'not_yet' }),
      tellOf('call', 3, 'debriefed', callOf(index), { starts_at: callOf(index), has_prediction: true }),
      tellOf('verification', 2, 'no_evidence', at(30, index), {
        ...step,
        effect: 0.1234 + index / 1000,
        effect_sd: 0.4321,
        points: 0.01 + index / 1000,
      }),
    ];
  });
}

beforeAll(async () => {
  started = await startWarehouse();
  const { warehouse } = started;
  await storeBatch(warehouse, acceptEvents(tenant, listCrmEvents()));
  await insertCoachingEvents(warehouse, listCoachingEvents());
  await insertCoachingPseudonyms(warehouse, [
    ...reps.map(({ id }, index) => ({ tenant, pseudonym: uuid(10, index), personId: id })),
    ...leaders.map(({ id }, index) => ({ tenant, pseudonym: uuid(11, index), personId: id })),
  ]);
  await tellShownFindings(warehouse, tenant, {
    findings: reps.map((_, index) => ({
      findingId: uuid(1, index),
      shownFrom: '2026-03-01T00:00:00.000000Z',
    })),
    at: '2026-03-01T00:00:00.000000Z',
  });
});
afterAll(() => started.stop());

/** Who stands behind the pseudonyms of deals: that is what having the CRM means. */
async function findDealPseudonyms(): Promise<ReadonlyMap<string, string>> {
  const seen = await rows(
    `SELECT DISTINCT person, deal_id FROM stepup_v1.deals WHERE tenant = '${tenant}' AND endsWith(deal_id, '/0')`,
  );
  return new Map(seen.map(({ person, deal_id }) => [String(person), String(deal_id).slice(0, -2)]));
}

/** Every way from a row about coaching to somebody of the CRM, with those it leads to. */
async function attack(): Promise<Record<string, number>> {
  const personOf = await findDealPseudonyms();
  expect([...personOf.values()].toSorted()).toEqual(reps.map(({ id }) => id).toSorted());
  const found: Record<string, number> = {};
  const hit = (way: string) => void (found[way] = (found[way] ?? 0) + 1);
  const instants = new Set(
    [...reps.keys()].flatMap((index) => [callOf(index), at(25, index), at(26, index), at(30, index)]),
  );
  const told = {
    findings: 'SELECT *, toString(finding_id) AS row_id FROM stepup_v1.findings',
    coaching_records: 'SELECT *, toString(record_id) AS row_id FROM stepup_v1.coaching_records',
    plan_effects: "SELECT *, '' AS row_id FROM stepup_v1.plan_effects",
  };
  const peopleOf = new Map<string, Set<string>>();
  const plansOf = new Map<string, Set<string>>();
  for (const view of coachingViews) {
    const shown = await rows(`${told[view]} WHERE tenant = '${tenant}'`);
    expect(shown.length, view).toBeGreaterThanOrEqual(reps.length);
    peopleOf.set(view, new Set(shown.map(({ person }) => String(person))));
    plansOf.set(view, new Set(shown.map(({ plan_id, row_id }) => String(plan_id ?? row_id))));
    for (const row of shown) {
      for (const [column, value] of Object.entries(row)) {
        const text = String(value);
        if (column !== 'manager' && personOf.has(text)) hit(`${view}.${column} is a pseudonym of deals`);
        if (members.some(({ id }) => text === id)) hit(`${view}.${column} is an id`);
        const instant = /^\d{4}-\d\d-\d\d[T ]\d\d:/.test(text)
          ? new Date(`${text.replace(' ', 'T').slice(0, 23)}Z`).toISOString()
          : '';
        if (instants.has(instant)) hit(`${view}.${column} is when something happened`);
        // Counts and rates of one person follow from their deals.
        if (
          typeof value === 'number' &&
          value > 0 &&
          value !== 1 &&
          Math.abs(value * 10 - Math.round(value * 10)) > 1e-9
        )
          hit(`${view}.${column} can be computed`);
        if (column === 'n' && value !== null) hit(`${view}.n can be counted`);
      }
      const { team, manager } = row;
      const isLeftOver = (label: unknown) => label === 'withheld';
      const managerPseudonyms = new Map([...(await findManagers())].map(([id, p]) => [p, id]));
      const could = reps.filter(
        (rep) =>
          (isLeftOver(team) || rep.team === team) &&
          (isLeftOver(manager) || rep.manager === managerPseudonyms.get(String(manager))),
      );
      if (could.length < 5) hit(`${view}: team and manager are those of a few`);
    }
  }
  const shares = (sets: Map<string, Set<string>>, one: string, other: string) =>
    [...(sets.get(one) ?? [])].some(
      (value) => sets.get(other)?.has(value) === true && !value.startsWith('0000'),
    );
  for (const [one, other] of [
    ['findings', 'coaching_records'],
    ['findings', 'plan_effects'],
    ['plan_effects', 'coaching_records'],
  ] as const) {
    if (shares(peopleOf, one, other)) hit(`${one} leads on to ${other} by person`);
    if (shares(plansOf, one, other)) hit(`${one} leads on to ${other} by plan`);
  }
  return found;
}

let managers: ReadonlyMap<string, string> | null = null;
/** Managers by the pseudonym that the view of people gives for them. */
async function findManagers(): Promise<ReadonlyMap<string, string>> {
  if (managers !== null) return managers;
  const known = await rows(
    `SELECT person_id, min(pseudonym) AS pseudonym FROM person_pseudonyms WHERE tenant = '${tenant}' GROUP BY person_id`,
  );
  managers = new Map(known.map(({ person_id, pseudonym }) => [String(person_id), String(pseudonym)]));
  return managers;
}

describe('whoever has the whole CRM', () => {
  it('finds nobody behind what is told of coaching', async () => {
    expect(await attack()).toEqual({});
  });

  it('finds everybody once people on boards were agreed to, and nobody when that ends', async () => {
    await turn(true, '2026-06-29T08:00:00Z');
    const found = await attack();
    for (const view of coachingViews)
      expect(found[`${view}.person is a pseudonym of deals`], view).toBeGreaterThanOrEqual(reps.length);
    expect(found['coaching_records.happened_at is when something happened']).toBeGreaterThan(0);
    expect(found['findings.n can be counted']).toBe(reps.length);
    expect(found['plan_effects.effect can be computed']).toBe(reps.length);
    expect(found['plan_effects leads on to coaching_records by plan']).toBe(1);
    await turn(false, '2026-06-29T09:00:00Z');
    expect(await attack()).toEqual({});
  });

  it('sees team and manager where five or more are meant, and no role of a few', async () => {
    const seen = await rows(
      `SELECT team, manager = 'withheld' AS is_withheld, count() AS findings FROM stepup_v1.findings WHERE tenant = '${tenant}' GROUP BY team, is_withheld ORDER BY team`,
    );
    expect(seen).toEqual([
      { team: 'North', is_withheld: 1, findings: 8 },
      { team: 'South', is_withheld: 0, findings: 6 },
      { team: 'West', is_withheld: 0, findings: 7 },
    ]);
    const roles = await rows(
      `SELECT role, count() AS people FROM stepup_v1.people WHERE tenant = '${tenant}' GROUP BY role ORDER BY role`,
    );
    // The two above the managers would be two alone, so the managers join them.
    expect(roles).toEqual([
      { role: 'rep', people: 21 },
      { role: 'withheld', people: 7 },
    ]);
  });
});

describe('a finding', () => {
  const shown = async () =>
    (await rows(`SELECT toString(finding_id) AS id FROM stepup_v1.findings WHERE tenant = '${tenant}'`)).map(
      ({ id }) => id,
    );
  const tellOf = (shownFrom: string | null, moment: string) =>
    tellShownFindings(started.warehouse, tenant, {
      findings: [{ findingId: uuid(1, 0), shownFrom }],
      at: moment,
    });

  it('is on no board during the head start of its person, nor while they have paused, nor before boards were told', async () => {
    expect(await shown()).toContain(uuid(1, 0));
    await tellOf('2199-01-01T00:00:00.000000Z', '2026-03-02T00:00:00.000000Z');
    expect(await shown()).not.toContain(uuid(1, 0));
    await tellOf('2026-03-01T00:00:00.000000Z', '2026-03-03T00:00:00.000000Z');
    expect(await shown()).toContain(uuid(1, 0));
    await tellOf(null, '2026-03-04T00:00:00.000000Z');
    expect(await shown()).toHaveLength(reps.length - 1);
    await started.warehouse.run(
      { name: 'forget', sql: 'TRUNCATE TABLE shown_findings', parameters: z.object({}) },
      {},
    );
    expect(await shown()).toEqual([]);
  });
});
