/** Whom boards show: pseudonyms, names where they were agreed to, groups of five; and what of quotas and effects they add up. */
import {
  insertCoachingEvents,
  insertCoachingPseudonyms,
  readAttainmentByMonth,
  storeBatch,
} from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boards, renderBoard } from '../../dashboards/src/index.ts';
import { pooledEffects } from '../../dashboards/src/sql/pooled-effect.ts';
import { askEngine } from '../support/boards/ask-engine.ts';
import { storeCoaching } from '../support/boards/board-coaching.ts';
import {
  asOfTenant,
  askPanel,
  expand,
  openedFor,
  organisation,
  period,
  storeOrganisation,
} from '../support/boards/board-organisation.ts';
import { allPanels, parseBoard, type ReadBoard, readBoard } from '../support/boards/read-board.ts';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';

const tenant = 'named';
const folder = { tenant, consoleUrl: 'http://console', team: 'North' };

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
  await storeOrganisation(started.warehouse, tenant);
  await storeCoaching(started.warehouse, tenant);
});
afterAll(() => started.stop());

const rows = async (sql: string) => (await askEngine(started.warehouse, sql)).rows;

let told = 0;
async function tell(type: string, data: object, at = '2026-06-29T10:00:00Z'): Promise<void> {
  told += 1;
  const event = { specversion: '1.0', id: `told-${told}`, source: 'test', type, time: at, data };
  await storeBatch(started.warehouse, acceptEvents(tenant, [event]));
}

const turn = (isOn: boolean, at: string) =>
  tell(
    'sales.content.switched.v1',
    {
      kind: 'persons_in_boards',
      is_on: isOn,
      switched_by: 'ops',
      ...(isOn ? { agreement: 'Agreed with everybody.', agreed_on: '2026-06-01' } : {}),
    },
    at,
  );

function boardOf(file: string, settings: typeof folder): ReadBoard {
  const board = boards.find((one) => one.file === file);
  if (board === undefined) throw new Error(`no board ${file}`);
  return parseBoard(renderBoard(board, settings));
}

async function shownIn(board: ReadBoard, title: string, variables = {}) {
  const panel = board.panels.find((one) => one.title === title);
  if (panel === undefined) throw new Error(`no panel ${title}`);
  return (await askPanel(started.warehouse, panel, { ...openedFor(tenant), ...variables })).rows;
}

const pseudonym = /^p-[0-9a-f]{16}$/;
/** Of coaching alone, while people on boards were not agreed to. */
const coachedAs = /^c-[0-9a-f]{16}$/;

describe('people on boards', () => {
  it('stand under pseudonyms everywhere while nothing was agreed to, in coaching under others than in steps and deals', async () => {
    const standing = await shownIn(await readBoard('skill-gaps.json'), 'Standing gaps');
    const inFolder = await shownIn(boardOf('skill-gaps.json', folder), 'Standing gaps', { team: 'North' });
    expect(inFolder).toEqual(standing);
    const known = (await rows(`SELECT DISTINCT person FROM stepup_v1.steps WHERE tenant = '${tenant}'`)).map(
      ({ person }) => person,
    );
    expect(standing.length).toBeGreaterThan(3);
    expect(known.filter((person) => !pseudonym.test(String(person)))).toEqual([]);
    for (const { Person: person, Team: team } of standing) {
      expect(person).toMatch(coachedAs);
      expect(team).toBe('North');
    }
    const names = await rows(
      `SELECT (SELECT count() FROM stepup_v1.person_names WHERE tenant = '${tenant}') AS named, count() AS people FROM stepup_v1.people WHERE tenant = '${tenant}'`,
    );
    expect(names).toEqual([{ named: 0, people: expect.toSatisfy((n: number) => n > 20) }]);
  });

  it('have names in the folder of their team, and nowhere else, as long as that is switched on', async () => {
    await turn(true, '2026-06-29T08:00:00Z');
    const everybody = await readBoard('skill-gaps.json');
    for (const { Person: person } of await shownIn(everybody, 'Standing gaps'))
      expect(person).toMatch(pseudonym);
    const inFolder = await shownIn(boardOf('skill-gaps.json', folder), 'Standing gaps', { team: 'North' });
    for (const { Person: person } of inFolder) expect(person).toMatch(/^[A-Z]\w+ /);
    const offered = boardOf('funnel-indicators.json', folder).templating.list.find(
      ({ name }) => name === 'person',
    );
    const people = await rows(expand(offered?.query ?? '', { ...openedFor(tenant), team: 'North' }));
    expect(people.length).toBeGreaterThan(4);
    for (const { person, shown } of people) {
      expect(person).toMatch(pseudonym);
      expect(shown).toMatch(/^[A-Z]\w+ /);
    }
    const ofCoaching = boardOf('skill-gaps.json', folder).templating.list.find(
      ({ name }) => name === 'person',
    );
    const whoIsCoached = async () =>
      rows(expand(ofCoaching?.query ?? '', { ...openedFor(tenant), team: 'North' }));
    expect(await whoIsCoached()).toEqual(people);
    // A turn that is told late changes nothing; a newer one does.
    await turn(false, '2026-06-29T07:00:00Z');
    expect(await shownIn(boardOf('skill-gaps.json', folder), 'Standing gaps', { team: 'North' })).toEqual(
      inFolder,
    );
    await turn(false, '2026-06-29T09:00:00Z');
    for (const { Person: person } of await shownIn(boardOf('skill-gaps.json', folder), 'Standing gaps', {
      team: 'North',
    }))
      expect(person).toMatch(coachedAs);
    expect(await whoIsCoached()).toEqual([]);
  });

  it('are offered by name of manager nowhere, and managers only with five people or more', async () => {
    const board = await readBoard('skill-gaps.json');
    const offered = board.templating.list.find(({ name }) => name === 'manager');
    const managers = await rows(expand(offered?.query ?? '', openedFor(tenant)));
    expect(managers.length).toBeGreaterThan(1);
    for (const { manager } of managers) {
      expect(manager).toMatch(pseudonym);
      const [led] = await rows(
        `SELECT countIf(role = 'rep' AND is_active) AS people FROM stepup_v1.people WHERE tenant = '${tenant}' AND manager = '${String(manager)}'`,
      );
      expect(led?.['people']).toBeGreaterThanOrEqual(5);
      const narrowed = await shownIn(board, 'Standing gaps', { manager: [String(manager)] });
      const all = await shownIn(board, 'Standing gaps');
      expect(narrowed.length).toBeLessThanOrEqual(all.length);
      for (const row of narrowed) expect(all).toContainEqual(row);
    }
  });

  it('lead from the row of a gap and a plan to that gap and plan', async () => {
    const board = await readBoard('skill-gaps.json');
    const linksOf = (title: string) =>
      allPanels(board)
        .find((panel) => panel.title === title)
        ?.fieldConfig?.defaults.links?.map(({ url }) => url);
    expect(linksOf('Standing gaps')).toEqual(['${console:raw}/gaps?finding=${__data.fields.finding_id}']);
    expect(linksOf('Plans under way')).toEqual(['${console:raw}/plans/${__data.fields.plan_id}']);
    const [gap] = await shownIn(board, 'Standing gaps');
    const [plan] = await shownIn(board, 'Plans under way');
    expect(gap?.['finding_id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(plan?.['plan_id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a board for the folder of a team', () => {
  it.each(boards.filter(({ isForTeams }) => isForTeams).map(({ file }) => file))(
    '%s shows that team, has a place of its own, and asks what the engine answers',
    async (file) => {
      const board = boardOf(file, folder);
      const ofAll = await readBoard(file);
      expect(board.uid).not.toBe(ofAll.uid);
      expect(board.uid.length).toBeLessThanOrEqual(40);
      expect(board.title).toBe(`${ofAll.title}: North`);
      const team = board.templating.list.find(({ name }) => name === 'team');
      expect(team).toMatchObject({ type: 'constant', query: 'North' });
      for (const panel of allPanels(board)) {
        const variables = { ...openedFor(tenant), team: 'North', stage: organisation.stages[0] ?? '' };
        await askPanel(started.warehouse, panel, variables);
      }
    },
  );
});

describe('marks on boards', () => {
  it('tell of process changes by what changed, and of plans only where five people have one', async () => {
    const { annotations } = await readBoard('funnel-indicators.json');
    const [changes, plans] = annotations.list.map(({ target }) => expand(target.rawSql, openedFor(tenant)));
    expect(await rows(changes ?? '')).toEqual([]);
    const stages = organisation.stages.slice(1).map((id, position) => ({ stage_id: id, name: id, position }));
    await tell(
      'sales.pipeline.defined.v1',
      {
        pipeline_id: organisation.pipelineId,
        name: 'New business',
        stages: [
          ...stages,
          { stage_id: 'pilot', name: 'Pilot', position: 40 },
          { stage_id: 'won', name: 'Won', position: 99, outcome: 'won' },
        ],
      },
      '2026-05-05T09:00:00Z',
    );
    const [change, ...more] = await rows(changes ?? '');
    expect(more).toEqual([]);
    expect(change?.['time']).toContain('2026-05-05');
    expect(change?.['text']).toMatch(/^Added Pilot\. Removed \w+\./);

    // The six people of the organisation begin in six different months.
    expect(await rows(plans ?? '')).toEqual([]);
    const uuid = (kind: number, index: number) =>
      `00000000-0000-4000-9${String(kind).padStart(3, '0')}-${String(index).padStart(12, '0')}`;
    await insertCoachingEvents(
      started.warehouse,
      Array.from({ length: 5 }, (_, index) => ({
        specversion: '1.0' as const,
        id: uuid(1, index),
        source: 'stepup/api' as const,
        type: 'coaching.plan.changed.v1',
        time: '2026-03-10T09:00:00.000000Z',
        subject: `plan/${index}`,
        tenant,
        data: {
          record_id: uuid(2, index),
          plan_id: uuid(2, index),
          learner: uuid(3, index),
          coach: null,
          state: 'completed',
          version: 1,
          move: 'open',
          late: false,
          opened_at: '2026-03-10T09:00:00.000000Z',
          measures: {},
        },
      })),
    );
    expect(await rows(plans ?? '')).toEqual([
      {
        time: expect.stringContaining('2026-03-01'),
        title: 'Coaching',
        text: expect.stringMatching(/^[56] plans/),
      },
    ]);
  });
});

describe('quotas and effects', () => {
  it('attainment by month is that of the product', async () => {
    const board = await readBoard('coaching-and-quota-impact.json');
    const shown = await shownIn(board, 'Quota attainment by month');
    const attained = await readAttainmentByMonth(started.warehouse, {
      tenant,
      ...period,
      asOf: await asOfTenant(started.warehouse, tenant),
      timeZone: organisation.timeZone,
      fiscalYearStartMonth: 1,
      currency: 'EUR',
    });
    const months = Map.groupBy(attained, ({ month }) => month);
    expect(shown.length).toBeGreaterThan(6);
    for (const row of shown) {
      const ofMonth = months.get(String(row['time']).slice(0, 7)) ?? [];
      const sum = (of: 'won' | 'quota') => ofMonth.reduce((all, one) => all + one[of], 0);
      expect(row['People with a quota']).toBe(new Set(ofMonth.map(({ repId }) => repId)).size);
      if (row['Deals in another currency'] === 0)
        expect(row['Attainment']).toBeCloseTo(sum('won') / sum('quota'), 9);
    }
    const fewer = await shownIn(board, 'Quota attainment by month', { person: ['p-0000000000000000'] });
    expect(fewer).toEqual([]);
  });

  it('effects are pooled as computed by hand, and not told of few', async () => {
    // Ten plans in five campaigns; posteriors of a prior N(0, 1).
    const plans = Array.from({ length: 10 }, (_, index) => ({
      campaign: `c${index % 5}`,
      effect: [0.4, 0.1, -0.1, 0.6, 0.2][index % 5] ?? 0,
      sd: index < 5 ? 0.4 : 0.5,
    }));
    const values = (told: typeof plans) =>
      `SELECT 's' AS stage_id, t.1 AS campaign, toNullable(t.2) AS effect, toNullable(t.3) AS effect_sd FROM (SELECT arrayJoin([${told.map(({ campaign, effect, sd }) => `('${campaign}', toFloat64(${effect}), toFloat64(${sd}))`).join(', ')}]) AS t)`;
    const pooled = async (told: typeof plans) => {
      const { columns, rows: sql } = pooledEffects(values(told));
      const [row] = await rows(`SELECT ${columns('Odds')} FROM (${sql}) AS pooled`);
      return row;
    };
    const byCampaign = [...Map.groupBy(plans, ({ campaign }) => campaign).values()].map((together) => {
      const parts = together.map(({ effect, sd }) => {
        const precision = 1 / sd ** 2 - 1;
        return { y: effect / sd ** 2 / precision, precision };
      });
      const precision = parts.reduce((all, part) => all + part.precision, 0);
      return {
        y: parts.reduce((all, part) => all + part.y * part.precision, 0) / precision,
        v: 1 / precision,
      };
    });
    const sum = (of: (one: { y: number; v: number }) => number) =>
      byCampaign.reduce((all, one) => all + of(one), 0);
    const w = sum(({ v }) => 1 / v);
    const fixed = sum(({ y, v }) => y / v) / w;
    const spread = Math.max(
      0,
      (sum(({ y, v }) => (y - fixed) ** 2 / v) - 4) / (w - sum(({ v }) => 1 / v ** 2) / w),
    );
    const weight = sum(({ v }) => 1 / (v + spread));
    const mean = sum(({ y, v }) => y / (v + spread)) / weight;
    const row = await pooled(plans);
    expect(row?.['Odds']).toBeCloseTo(Math.exp(mean), 9);
    expect(row?.['Low (90 %)']).toBeCloseTo(Math.exp(mean - 1.6448536269514722 / Math.sqrt(weight)), 9);
    expect((await pooled(plans.slice(0, 7)))?.['Odds']).toBeNull();
    expect((await pooled(plans.map((plan) => ({ ...plan, campaign: `c${plan.sd}` }))))?.['Odds']).toBeNull();
  });

  it('stand on the board of directors for five people and more', async () => {
    const board = await readBoard('coaching-and-quota-impact.json');
    const shown = await shownIn(board, 'What coaching did, as verified');
    expect(shown).toEqual([
      expect.objectContaining({
        Step: organisation.stages[1],
        People: 6,
        Plans: 12,
        Worked: 4,
        'No evidence': 8,
      }),
    ]);
    await storeCoaching(started.warehouse, 'few', 4);
    expect(await shownIn(board, 'What coaching did, as verified', { tenant: 'few' })).toEqual([]);
  });
});

it('a person who was erased leaves no way from the pseudonyms of coaching to them', async () => {
  const [someone] = await rows(
    `SELECT person_id, toString(pseudonym) AS coached_as FROM coaching_pseudonyms WHERE tenant = '${tenant}' ORDER BY pseudonym LIMIT 1`,
  );
  const shown = async () =>
    rows(`SELECT DISTINCT person, team FROM stepup_v1.findings WHERE tenant = '${tenant}'`);
  const [asCoached] = await rows(
    `SELECT concat('c-', lower(substring(hex(SHA256('finding/${String(someone?.['coached_as'])}')), 1, 16))) AS person`,
  );
  const left = { person: asCoached?.['person'], team: 'withheld' };
  const before = await shown();
  await tell('sales.person.erased.v1', { person_id: someone?.['person_id'] });
  expect(
    await rows(
      `SELECT count() AS left FROM coaching_pseudonyms WHERE tenant = '${tenant}' AND person_id = '${String(someone?.['person_id'])}'`,
    ),
  ).toEqual([{ left: 0 }]);
  const after = await shown();
  expect(after).toContainEqual(left);
  expect(before).toContainEqual({ ...left, team: 'North' });
  // What is told of them again by one who did not hear of the erasure yet is not shown.
  await insertCoachingPseudonyms(started.warehouse, [
    { tenant, pseudonym: String(someone?.['coached_as']), personId: String(someone?.['person_id']) },
  ]);
  expect(await shown()).toEqual(after);
});
