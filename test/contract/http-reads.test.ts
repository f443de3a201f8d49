import {
  activitiesAnswer,
  dealsAnswer,
  funnelAnswer,
  indicatorAnswer,
  indicatorIds,
  indicatorsAnswer,
  peopleAnswer,
  pipelinesAnswer,
  presetAnswer,
  presetIds,
  presetParts,
  presetsAnswer,
  skillsAnswer,
} from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type HttpInstance, readBodyAs, startHttpInstance } from './http-instance.ts';

const tenant = 'reads';
const period = 'from=2025-01-01&to=2025-06-01';

function event(
  id: string,
  type: string,
  time: string,
  data: Record<string, unknown>,
): Record<string, unknown> {
  return { specversion: '1.0', id, source: 'reads', type, time, data };
}

function pipelineOf(pipelineId: string): Record<string, unknown> {
  return event(`pipeline-${pipelineId}`, 'sales.pipeline.defined.v1', '2025-01-01T00:00:00Z', {
    pipeline_id: pipelineId,
    name: pipelineId,
    stages: [
      { stage_id: 'A', name: 'A', position: 1, horizon_days: 30 },
      { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
      { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
    ],
  });
}

function personOf(
  id: string,
  role: string,
  manager: string | null,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const data = { person_id: id, name: `Name of ${id}`, role, active: true, manager_id: manager, ...more };
  return event(`person-${id}`, 'sales.person.changed.v1', '2025-01-01T00:00:00Z', data);
}

const reps = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7'];
const people = [
  personOf('boss', 'board', null),
  personOf('dir', 'director', 'boss'),
  personOf('m1', 'manager', 'dir'),
  personOf('m2', 'manager', 'dir'),
  // Five report to m1 as team big, two to m2 as team small.
  ...reps.map((id, index) =>
    personOf(id, 'rep', index < 5 ? 'm1' : 'm2', {
      team: index < 5 ? 'big' : 'small',
      login: `${id}@example.com`,
    }),
  ),
  personOf('gone', 'rep', 'm1', { active: false }),
];
const deals = reps.flatMap((rep, index) =>
  ['A', 'won'].map((stage, day) =>
    event(`${rep}-${stage}`, 'sales.deal.changed.v1', `2025-02-${10 + index}T0${day}:00:00Z`, {
      deal_id: `deal-${rep}`,
      pipeline_id: 'p',
      stage_id: stage,
      owner_id: rep,
      amount: '100.50',
      currency: 'EUR',
    }),
  ),
);
const calls = reps.map((rep) =>
  event(`call-${rep}`, 'sales.activity.logged.v1', '2025-02-09T12:00:00Z', {
    activity_id: `call-${rep}`,
    kind: 'call',
    direction: 'outbound',
    rep_id: rep,
    deal_id: `deal-${rep}`,
  }),
);
const zone = event('zone', 'sales.tenant.configured.v1', '2025-01-01T00:00:00Z', {
  time_zone: 'America/New_York',
});

let product: HttpInstance;
beforeAll(async () => {
  product = await startHttpInstance();
  const sent = await product.send(tenant, [pipelineOf('p'), ...people, ...deals, ...calls, zone]);
  expect(sent).toMatchObject({ status: 202, body: { rejected: [] } });
});
afterAll(() => product.stop());

async function getAs(person: string, path: string): Promise<Answer> {
  return product.get(tenant, path, await product.tokenOf(tenant, { person }));
}

async function keysAs(person: string, by: string): Promise<string[]> {
  const { rows } = readBodyAs(funnelAnswer, await getAs(person, `/v1/funnel?${period}&by=${by}`));
  return rows.map(({ key }) => key);
}

describe('reading', () => {
  it('gives every indicator of the contract with its meaning, and rows for each', async () => {
    const { items } = readBodyAs(indicatorsAnswer, await product.get(tenant, '/v1/indicators'));
    expect(items.map(({ id }) => id).toSorted()).toEqual([...indicatorIds].toSorted());
    for (const { id } of items) {
      const answer = await product.get(tenant, `/v1/indicators/${id}?${period}`);
      const { rows, indicator } = readBodyAs(indicatorAnswer, answer);
      // What nothing was observed of has no row; everything else has one, and opens to what is behind it.
      const [row, ...others] = rows;
      expect([indicator, row?.key ?? 'all', others]).toEqual([id, 'all', []]);
      if (row === undefined || row.behind === null) continue;
      const behind = await product.get(tenant, row.behind);
      const schema = row.behind.startsWith('/v1/deals') ? dealsAnswer : activitiesAnswer;
      expect(readBodyAs(schema, behind).items.length, id).toBeLessThanOrEqual(row.n + (row.open ?? 0));
    }
    const won = readBodyAs(
      indicatorAnswer,
      await product.get(tenant, `/v1/indicators/won_revenue?${period}&by=rep`),
    );
    expect(won.rows).toHaveLength(7);
    expect(won.rows[0]).toMatchObject({ key: 'r1', value: '100.50', currency: 'EUR' });
  });

  it('gives every value an interval, or says why it has none', async () => {
    const { items } = readBodyAs(indicatorsAnswer, await product.get(tenant, '/v1/indicators'));
    for (const { id, no_interval, groupings } of items) {
      const by = groupings.includes('rep') ? '&by=rep' : '';
      const { rows } = readBodyAs(
        indicatorAnswer,
        await product.get(tenant, `/v1/indicators/${id}?${period}${by}`),
      );
      for (const { value, interval, reason_if_no_interval } of rows) {
        if (value === null || interval !== null) {
          expect([id, interval === null || no_interval === undefined, reason_if_no_interval]).toEqual([
            id,
            true,
            undefined,
          ]);
        } else {
          expect([id, reason_if_no_interval]).toEqual([id, no_interval ?? 'too_few']);
        }
      }
    }
  });

  it('opens every row to exactly the deals that it counts', async () => {
    const path = `/v1/indicators/win_rate?${period}&by=rep`;
    const { rows } = readBodyAs(indicatorAnswer, await product.get(tenant, path));
    for (const { key, behind } of rows) {
      const { items } = readBodyAs(dealsAnswer, await product.get(tenant, behind ?? ''));
      expect(items.map((deal) => deal.deal_id)).toEqual([`deal-${key}`]);
    }
    // Days are those of New York: what was won at one o’clock UTC was won the evening before.
    const closed = '/v1/deals?closed_from=2025-02-11&closed_to=2025-02-13&state=won';
    const { items } = readBodyAs(dealsAnswer, await product.get(tenant, closed));
    expect(items.map((deal) => deal.deal_id)).toEqual(['deal-r3', 'deal-r4']);
  });

  it('says whose rows are not compared, and averages over the others', async () => {
    const path = `/v1/indicators/won_deals?${period}&by=rep`;
    const { rows, average } = readBodyAs(indicatorAnswer, await product.get(tenant, path));
    expect(rows.map(({ key, unranked }) => [key, unranked])).toEqual(
      reps.map((key, index) => [key, index < 5 ? undefined : 'below_five']),
    );
    expect(average).toEqual({ value: 1, people: 7, left_out: [] });
    const teams = readBodyAs(
      indicatorAnswer,
      await product.get(tenant, `/v1/indicators/won_deals?${period}&by=team`),
    );
    expect(teams.rows.map(({ key, unranked }) => [key, unranked])).toEqual([
      ['big', undefined],
      ['small', 'below_five'],
    ]);
  });

  it('counts another way beside its own', async () => {
    const { items } = readBodyAs(presetsAnswer, await product.get(tenant, '/v1/presets'));
    expect(items.map(({ id }) => id)).toEqual([...presetIds]);
    for (const { id } of items) {
      const answer = readBodyAs(presetAnswer, await product.get(tenant, `/v1/presets/${id}?${period}`));
      expect(answer.rows).toMatchObject([
        {
          key: 'all',
          steps: [
            {
              stage_id: 'A',
              theirs: { moved: 7, of: 7, rate: 1 },
              ours: { advanced: 7, entered: 7, rate: 1 },
              bridge: { both: 7, only_theirs: 0, only_ours: 0 },
            },
          ],
        },
      ]);
    }
  });

  it.each(presetIds)('opens every number of another way of counting to its deals: %s', async (preset) => {
    // One deal was entered before the period and left in it, another entered in it and left later.
    const asked = 'from=2025-02-11T00:30:00Z&to=2025-02-14T00:30:00Z';
    const own = await product.get(tenant, `/v1/presets/${preset}?${asked}`);
    const [row] = readBodyAs(presetAnswer, own).rows;
    for (const { stage_id: stage, theirs, bridge } of row?.steps ?? []) {
      const listed = async (counted: string) => {
        const path = `/v1/deals?${asked}&stage=${stage}&preset=${preset}&counted=${counted}`;
        return readBodyAs(dealsAnswer, await product.get(tenant, path)).items.map(({ deal_id }) => deal_id);
      };
      const [all, moved, both, onlyTheirs, onlyOurs] = await Promise.all(presetParts.map(listed));
      const entered = `/v1/deals?${asked}&stage=${stage}`;
      const ours = readBodyAs(dealsAnswer, await product.get(tenant, entered)).items;
      expect([all?.length, moved?.length]).toEqual([theirs.of, theirs.moved]);
      expect([both?.length, onlyTheirs?.length, onlyOurs?.length]).toEqual([
        bridge?.both,
        bridge?.only_theirs,
        bridge?.only_ours,
      ]);
      expect([...(both ?? []), ...(onlyTheirs ?? [])].toSorted()).toEqual(all);
      expect([...(both ?? []), ...(onlyOurs ?? [])].toSorted()).toEqual(ours.map(({ deal_id }) => deal_id));
    }
  });

  it('shows an indicator as it is defined and as it was, each with what is behind it', async () => {
    const versions = 'versions';
    const call = (id: string, deal: string, day: string) =>
      event(id, 'sales.activity.logged.v1', `2025-${day}T12:00:00Z`, {
        activity_id: id,
        kind: 'call',
        direction: 'outbound',
        rep_id: deal.slice(5),
        deal_id: deal,
      });
    await product.send(versions, [
      pipelineOf('p'),
      ...deals.filter(({ id }) => String(id).startsWith('r1') || String(id).startsWith('r2')),
      call('soon', 'deal-r1', '02-11'),
      call('late', 'deal-r1', '04-11'),
      call('later', 'deal-r2', '04-12'),
    ]);
    const { items } = readBodyAs(indicatorsAnswer, await product.get(versions, '/v1/indicators'));
    const listed = items.find(({ id }) => id === 'contacts_per_lead');
    expect([listed?.version, listed?.changed?.on]).toEqual([2, '2026-11-29']);
    expect(listed?.earlier_versions).toMatchObject([
      { version: 1, formula: 'Σ contacts since the arrival / deals arrived' },
    ]);
    // On this day the second deal, which arrived on the eleventh, is younger than fourteen days.
    const asked = `${period}&as_of=2025-02-25T00:00:00Z`;
    for (const [version, of, value, behind] of [
      [undefined, period, 0.5, ['deal-r1', 'deal-r2']],
      [2, period, 0.5, ['deal-r1', 'deal-r2']],
      [1, period, 1.5, ['deal-r1', 'deal-r2']],
      [2, asked, 1, ['deal-r1']],
      [1, asked, 0.5, ['deal-r1', 'deal-r2']],
    ] as const) {
      const path = `/v1/indicators/contacts_per_lead?${of}${version === undefined ? '' : `&version=${version}`}`;
      const answer = readBodyAs(indicatorAnswer, await product.get(versions, path));
      const [row] = answer.rows;
      expect([answer.version, row?.value, row?.n]).toEqual([version ?? 2, value, behind.length]);
      expect(answer.formula).toBe(version === 1 ? listed?.earlier_versions[0]?.formula : listed?.formula);
      expect(row?.behind).toContain(`version=${version ?? 2}`);
      const opened = readBodyAs(dealsAnswer, await product.get(versions, row?.behind ?? ''));
      expect(opened.items.map(({ deal_id }) => deal_id)).toEqual(behind);
    }
  });

  it('has the numbers of a late event at once', async () => {
    const late = 'late-events';
    const told = deals.filter(({ id }) => String(id).startsWith('r1') || String(id).startsWith('r2'));
    await product.send(late, [pipelineOf('p'), ...told]);
    const ask = async (id: string) => {
      const answer = await product.get(late, `/v1/indicators/${id}?${period}&as_of=2025-06-01`);
      return readBodyAs(indicatorAnswer, answer).rows.map(({ value, n }) => [value, n]);
    };
    expect(await Promise.all(['win_rate', 'reopen_rate'].map(ask))).toEqual([[[1, 2]], [[0, 2]]]);
    const reopened = event('late', 'sales.deal.changed.v1', '2025-02-10T02:00:00Z', {
      deal_id: 'deal-r1',
      stage_id: 'A',
    });
    expect(await product.send(late, [reopened])).toMatchObject({ status: 202 });
    expect(await Promise.all(['win_rate', 'reopen_rate'].map(ask))).toEqual([[[1, 1]], [[0.5, 2]]]);
  });

  it.each([
    ['/v1/indicators/win_rate?from=2025-01-01&to=2025-02-01&version=9', ['/version']],
    ['/v1/deals?key=r1', ['/key']],
    ['/v1/deals?indicator=win_rate', ['/from', '/to', '/key']],
    ['/v1/deals?indicator=win_rate&from=2025-01-01&to=2025-02-01&key=all&state=won', ['/state']],
    ['/v1/deals?indicator=activities&from=2025-01-01&to=2025-02-01&key=all', ['/indicator']],
    ['/v1/deals?stage=A&closed_from=2025-01-01', ['/stage']],
    ['/v1/deals?counted=both', ['/counted']],
    ['/v1/deals?preset=closed_only&counted=both', ['/from', '/to', '/stage']],
  ])('refuses half a row: %s', async (path, places) => {
    expect(await product.get(tenant, path)).toMatchObject({
      status: 400,
      body: { code: 'invalid_query', errors: places.map((place) => ({ path: place })) },
    });
  });

  it('lists the skills with the stages of the tenant that they are known to serve', async () => {
    const stages = [
      { stage_id: '1', name: 'New lead', position: 1 },
      { stage_id: '2', name: 'Proposal sent', position: 2 },
      { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
      { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
    ];
    await product.send('skills', [
      event('pipeline', 'sales.pipeline.defined.v1', '2025-01-01T00:00:00Z', {
        pipeline_id: 'p',
        name: 'p',
        stages,
      }),
    ]);
    const { items, next_cursor } = readBodyAs(skillsAnswer, await product.get('skills', '/v1/skills'));
    const stagesOf = (id: string) => items.find((skill) => skill.id === id)?.stages;
    expect(stagesOf('speed_to_lead')).toEqual([{ pipeline_id: 'p', stage_id: '1' }]);
    expect(stagesOf('presenting')).toEqual([{ pipeline_id: 'p', stage_id: '2' }]);
    expect(stagesOf('trading')).toEqual([]);
    expect(next_cursor).toBeNull();
  });

  it('is as of the midnight after the newest event in the zone of the tenant, unless told otherwise', async () => {
    const path = `/v1/funnel?${period}`;
    const { as_of, from, freshness } = readBodyAs(funnelAnswer, await product.get(tenant, path));
    expect([as_of, from]).toEqual(['2025-02-16T05:00:00.000000Z', '2025-01-01T05:00:00.000000Z']);
    expect(freshness).toMatchObject({ state: 'current', newest_event_time: '2025-02-16T01:00:00.000000Z' });
    const earlier = readBodyAs(
      funnelAnswer,
      await product.get(tenant, `${path}&as_of=2025-02-12T12:00:00%2B01:00`),
    );
    expect(earlier.as_of).toBe('2025-02-12T11:00:00.000000Z');
    expect(earlier.rows[0]?.steps[0]?.entered).toBe(3);
  });

  it.each([
    ['deals', '/v1/deals?limit=3', dealsAnswer],
    ['activities', '/v1/activities?limit=3', activitiesAnswer],
  ])('pages %s without leaving one out or giving one twice', async (_name, path, schema) => {
    const sizes: number[] = [];
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const answer = await product.get(tenant, cursor === null ? path : `${path}&cursor=${cursor}`);
      const page = readBodyAs(schema, answer);
      sizes.push(page.items.length);
      for (const item of page.items) seen.add('activity_id' in item ? item.activity_id : item.deal_id);
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(sizes).toEqual([3, 3, 1]);
    expect(seen.size).toBe(7);
  });

  it('pages rows, all of them as of the moment of the first page', async () => {
    const path = `/v1/funnel?${period}&by=rep&limit=5`;
    const first = readBodyAs(funnelAnswer, await product.get(tenant, path));
    const { status } = await product.send('reads', [
      event('late', 'sales.deal.changed.v1', '2025-05-01T00:00:00Z', { deal_id: 'deal-r1', segment: 's' }),
    ]);
    expect(status).toBe(202);
    const second = readBodyAs(
      funnelAnswer,
      await product.get(tenant, `${path}&cursor=${first.next_cursor ?? ''}`),
    );
    expect([first, second].map(({ rows }) => rows.map(({ key }) => key))).toEqual([
      ['r1', 'r2', 'r3', 'r4', 'r5'],
      ['r6', 'r7'],
    ]);
    expect(second).toMatchObject({ as_of: first.as_of, next_cursor: null });
  });

  it('refuses a cursor that was changed or belongs to another list', async () => {
    const first = readBodyAs(dealsAnswer, await product.get(tenant, '/v1/deals?limit=3'));
    const cursor = first.next_cursor ?? '';
    for (const path of [
      `/v1/deals?limit=3&cursor=${cursor}x`,
      `/v1/deals?limit=3&cursor=${cursor.slice(1)}`,
      `/v1/deals?limit=3&rep=r1&cursor=${cursor}`,
      `/v1/activities?limit=3&cursor=${cursor}`,
      `/v1/deals?limit=3&cursor=e30`,
    ]) {
      expect(await product.get(tenant, path)).toMatchObject({ status: 400, body: { code: 'invalid_query' } });
    }
    expect((await product.get(tenant, `/v1/deals?limit=2&cursor=${cursor}`)).status).toBe(200);
  });

  it.each([
    ['/v1/funnel', ['/from', '/to']],
    ['/v1/funnel?from=2025-01-01&to=2025-01-01', ['/to']],
    ['/v1/funnel?from=soon&to=2025-01-01', ['/from']],
    ['/v1/funnel?from=1970-01-01&to=2299-12-31&as_of=9999-01-01', ['/as_of']],
    ['/v1/funnel?from=2025-01-01&to=2299-12-31T23:59:59-23:00', ['/to']],
    [`/v1/funnel?${period}&by=moon`, ['/by']],
    [`/v1/funnel?${period}&horizon_days=0`, ['/horizon_days']],
    [`/v1/funnel?${period}&limit=1001`, ['/limit']],
    [`/v1/funnel?${period}&seg=x`, ['']],
    [`/v1/funnel?${period}&from=2025-01-02`, ['/from']],
    ['/v1/deals?state=advanced', ['/state']],
    ['/v1/deals?stage=A&state=won', ['/state']],
    ['/v1/activities?team=big', ['/team']],
    ['/v1/deals?rep=%00', ['/rep']],
  ])('refuses %s and names every parameter that is wrong', async (path, places) => {
    const { status, headers, body } = await product.get(tenant, path);
    expect([status, headers.get('content-type')]).toEqual([
      400,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(body).toMatchObject({ code: 'invalid_query', errors: places.map((place) => ({ path: place })) });
  });

  it('asks for the pipeline where there are several, and finds none that is not defined', async () => {
    const { status } = await product.send('two', [pipelineOf('p'), pipelineOf('q')]);
    expect(status).toBe(202);
    for (const path of [`/v1/funnel?${period}`, `/v1/indicators/win_rate?${period}`, '/v1/deals?stage=A']) {
      expect(await product.get('two', path)).toMatchObject({
        status: 400,
        body: { code: 'pipeline_required' },
      });
    }
    const named = readBodyAs(funnelAnswer, await product.get('two', `/v1/funnel?${period}&pipeline=q`));
    expect(named.pipeline_id).toBe('q');
    expect((await product.get('two', `/v1/funnel?${period}&pipeline=z`)).status).toBe(404);
    expect((await product.get('two', '/v1/deals')).status).toBe(200);
  });
});

describe('who may read', () => {
  it('needs a token, and one that is good', async () => {
    for (const headers of [{}, { authorization: 'Bearer nonsense' }, { authorization: 'Basic eDp5' }]) {
      const { status, headers: answered, body } = await product.request('/v1/indicators', { headers });
      expect([status, body]).toMatchObject([401, { code: 'unauthenticated' }]);
      expect(answered.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('needs the scope', async () => {
    const token = await product.tokenOf(tenant, { scopes: ['events:write'] });
    expect(await product.get(tenant, '/v1/deals', token)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    const reader = await product.tokenOf(tenant, { scopes: ['read'] });
    expect((await product.get(tenant, '/v1/deals', reader)).status).toBe(200);
  });

  it.each(['nobody', 'gone', 'client-r1'])(
    'refuses %s, who is not a person of the tenant now',
    async (person) => {
      expect(await getAs(person, '/v1/deals')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    },
  );

  it.each([
    ['r1', ['r1']],
    ['r1@example.com', ['r1']],
    ['m2', ['r6', 'r7']],
    ['dir', reps],
    ['ops-1', reps],
  ])('shows %s the rows of whom they work with', async (person, keys) => {
    expect(await keysAs(person, 'rep')).toEqual(keys);
  });

  it.each([
    ['r6', ['m2', 'r6']],
    ['m2', ['dir', 'm2', 'r6', 'r7']],
    ['boss', ['boss']],
    ['ops-1', []],
  ])('tells %s the names of whom they work with', async (person, ids) => {
    const { items } = readBodyAs(peopleAnswer, await getAs(person, '/v1/people'));
    expect(items.map(({ person_id, name }) => [person_id, name])).toEqual(
      ids.map((id) => [id, `Name of ${id}`]),
    );
  });

  it('counts in sums only what the viewer may see', async () => {
    const all = readBodyAs(funnelAnswer, await getAs('m2', `/v1/funnel?${period}`));
    expect(all.rows[0]?.steps[0]?.entered).toBe(2);
    expect(await keysAs('m2', 'team')).toEqual(['small']);
    const { items } = readBodyAs(dealsAnswer, await getAs('m2', '/v1/deals'));
    expect(items.map(({ owner_id }) => owner_id)).toEqual(['r6', 'r7']);
    const calls = readBodyAs(activitiesAnswer, await getAs('r1', '/v1/activities'));
    expect(calls.items.map(({ rep_id }) => rep_id)).toEqual(['r1']);
  });

  it('answers questions about others as if they did not exist', async () => {
    for (const path of [`/v1/funnel?${period}&rep=r1`, '/v1/deals?rep=r1', '/v1/activities?rep=r1']) {
      expect(await getAs('m2', path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect((await getAs('m1', path)).status).toBe(200);
    }
  });

  it('shows the board the whole organisation and no part of it', async () => {
    expect((await getAs('boss', `/v1/funnel?${period}`)).status).toBe(200);
    expect((await getAs('boss', `/v1/funnel?${period}&by=month`)).status).toBe(200);
    expect((await getAs('boss', `/v1/funnel?${period}&by=rep`)).status).toBe(403);
    expect((await getAs('boss', `/v1/funnel?${period}&by=team`)).status).toBe(403);
    expect((await getAs('boss', `/v1/funnel?${period}&rep=r1`)).status).toBe(404);
    expect((await getAs('boss', `/v1/funnel?${period}&team=big`)).status).toBe(403);
    expect((await getAs('boss', '/v1/deals')).status).toBe(403);
  });

  it('lets the operator send events, and no rep', async () => {
    const body = JSON.stringify(pipelineOf('p'));
    const send = async (person: string) =>
      product.request('/v1/events', {
        method: 'POST',
        body,
        headers: {
          authorization: `Bearer ${await product.tokenOf(tenant, { person })}`,
          'content-type': 'application/json',
        },
      });
    expect(await send('ops-1')).toMatchObject({ status: 202, body: { accepted: 1, duplicates: 1 } });
    expect(await send('r1')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});

describe('identities against the store', () => {
  it('counts what is stored as accepted and refuses another body', async () => {
    const [first] = deals;
    expect(await product.send(tenant, [first])).toMatchObject({
      status: 202,
      body: { accepted: 1, duplicates: 1 },
    });
    const other = { ...first, data: { deal_id: 'deal-r1', segment: 'x' } };
    expect(await product.send(tenant, [other])).toMatchObject({
      status: 422,
      body: {
        code: 'all_rejected',
        rejected: [{ index: 0, id: 'r1-A', problems: [{ code: 'event_id_reused' }] }],
      },
    });
    expect(await product.send('elsewhere', [other])).toMatchObject({ status: 202, body: { accepted: 1 } });
  });
});

describe('addresses', () => {
  it('answers what it does not know as problems', async () => {
    expect(await product.request('/v1/nothing', {})).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    const wrong = await product.request('/v1/funnel', { method: 'POST' });
    expect([wrong.status, wrong.headers.get('allow'), wrong.body]).toMatchObject([
      405,
      'GET, HEAD',
      { code: 'method_not_allowed' },
    ]);
    expect(await product.get(tenant, `/v1/indicators/nothing?${period}`)).toMatchObject({ status: 404 });
  });

  it('describes itself, and tells how it does', async () => {
    expect(await product.request('/healthz', {})).toMatchObject({ status: 200 });
    expect(await product.request('/readyz', {})).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect((await product.request('/metrics', {})).body).toContain('http_server_request_duration_seconds');
    expect(await product.request('/openapi.json', {})).toMatchObject({
      status: 200,
      body: { openapi: '3.1.0' },
    });
    const docs = await product.request('/docs', {});
    expect(docs.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(docs.body).toContain('/v1/funnel');
  });
});

it('answers by settings, pipelines and events as of their acknowledgement, however often it was asked before', async () => {
  const changing = 'changing';
  const settled = async (time_zone: string, name: string, n: number) => {
    const time = `2025-03-${String(10 + n)}T00:00:00Z`;
    const sent = await product.send(changing, [
      event(`tenant-${n}`, 'sales.tenant.configured.v1', time, { time_zone }),
      { ...pipelineOf('p'), id: `pipeline-${n}`, time, data: { ...definition, name } },
      ...people.slice(0, 1),
    ]);
    expect(sent.status).toBe(202);
  };
  const definition = { pipeline_id: 'p', stages: [{ stage_id: 'A', name: 'A', position: 1 }] };
  for (const [n, zone] of ['Europe/Vienna', 'America/New_York', 'Asia/Tokyo', 'UTC'].entries()) {
    await settled(zone, `pipeline ${n}`, n);
    const asked = await product.get(changing, '/v1/funnel?from=2025-01-01&to=2025-06-01&as_of=2025-06-01');
    const { from, freshness } = readBodyAs(funnelAnswer, asked);
    expect(from).toBe(beginOf2025[zone]);
    expect(freshness.newest_event_time).toBe(`2025-03-${String(10 + n)}T00:00:00.000000Z`);
    const { items } = readBodyAs(pipelinesAnswer, await product.get(changing, '/v1/pipelines'));
    expect(items.map(({ name }) => name)).toEqual([`pipeline ${n}`]);
  }
});

const beginOf2025: Readonly<Record<string, string>> = {
  'Europe/Vienna': '2024-12-31T23:00:00.000000Z',
  'America/New_York': '2025-01-01T05:00:00.000000Z',
  'Asia/Tokyo': '2024-12-31T15:00:00.000000Z',
  UTC: '2025-01-01T00:00:00.000000Z',
};

it('counts by the currencies and teams of what was acknowledged, however often it was asked before', async () => {
  const mixing = 'mixing';
  const win = (currency: string, day: string) =>
    ['A', 'won'].map((stage_id, hour) =>
      event(`${currency}-${stage_id}`, 'sales.deal.changed.v1', `2025-03-${day}T0${hour}:00:00Z`, {
        deal_id: `in-${currency}`,
        pipeline_id: 'p',
        stage_id,
        owner_id: 'r1',
        amount: '100.50',
        currency,
      }),
    );
  const sends = async (events: readonly unknown[]): Promise<void> => {
    expect(await product.send(mixing, events)).toMatchObject({ status: 202, body: { rejected: [] } });
  };
  const ask = async () =>
    readBodyAs(indicatorAnswer, await product.get(mixing, `/v1/indicators/won_revenue?${period}&by=rep`));
  const period = 'from=2025-01-01&to=2025-06-01&as_of=2025-06-01';

  await sends([pipelineOf('p'), ...people.slice(0, 6), ...win('EUR', '10')]);
  const first = await ask();
  expect(first.rows).toMatchObject([{ key: 'r1', value: '100.50', currency: 'EUR' }]);
  expect(first.freshness.newest_event_time).toBe('2025-03-10T01:00:00.000000Z');
  expect(first.average?.people).toBe(2);

  const leaves = {
    ...personOf('r2', 'rep', 'm1', { active: false }),
    id: 'r2-leaves',
    time: '2025-02-01T00:00:00Z',
  };
  await sends([leaves]);
  expect((await ask()).average?.people).toBe(1);

  await sends(win('USD', '20'));
  const second = await ask();
  expect(second.rows).toMatchObject([{ key: 'r1', value: null }]);
  expect(second.freshness.newest_event_time).toBe('2025-03-20T01:00:00.000000Z');
});
