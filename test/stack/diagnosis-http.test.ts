import {
  agendaAnswer,
  diagnosesAnswer,
  diagnosisAnswer,
  diagnosisCellsAnswer,
  diagnosisRun,
  diagnosisRunsAnswer,
  diagnosisRunStarted,
  type DisputeMove,
  funnelAnswer,
  leversAnswer,
  listOf,
  plan as planAnswer,
  type PlanTransition,
  plansAnswer,
  proposalsAnswer,
  recordChange,
  recordSchemas,
  skillsAnswer,
  whatIfAnswer,
} from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type HttpInstance, readBodyAs, startHttpInstance } from '../contract/http-instance.ts';
import {
  simulateSmallOrganisation,
  smallOrganisationEndsAt as endsAt,
} from '../support/organisation/small-organisation.ts';

const tenant = 'coached';
const low = 'team-1-rep-4';
const colleague = 'team-1-rep-1';

function person(personId: string, fields: Record<string, unknown>): Record<string, unknown> {
  const data = { person_id: personId, name: personId, role: 'rep', active: true, ...fields };
  const [specversion, source, type] = ['1.0', 'people', 'sales.person.changed.v1'];
  return { specversion, source, type, id: `person-${personId}`, time: '2025-01-01T00:00:00Z', data };
}

let product: HttpInstance;
beforeAll(async () => {
  product = await startHttpInstance();
  const gap = { repId: low, logits: -1.5 };
  const events = [...simulateSmallOrganisation({ seed: 7, teamSizes: [10], gap })];
  const reps = Array.from({ length: 10 }, (_, r) =>
    person(`team-1-rep-${r + 1}`, { team: 'team-1', manager_id: 'mia' }),
  );
  const leaders = [
    person('mia', { role: 'manager', manager_id: 'dan' }),
    person('max', { role: 'manager', manager_id: 'dan' }),
    person('dan', { role: 'director' }),
    person('ben', { role: 'board' }),
  ];
  for (let at = 0; at < events.length; at += 2_000) {
    expect(await product.send(tenant, events.slice(at, at + 2_000))).toMatchObject({ status: 202 });
  }
  expect(await product.send(tenant, [...reps, ...leaders])).toMatchObject({ status: 202 });
});
afterAll(() => product.stop());

async function getAs(who: string, path: string): Promise<Answer> {
  return product.get(tenant, path, await product.tokenOf(tenant, { person: who }));
}

async function postAs(
  who: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const authorization = `Bearer ${await product.tokenOf(tenant, { person: who })}`;
  return product.request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization, 'content-type': 'application/json', ...headers },
  });
}

describe('a diagnosis run', () => {
  let runId = '';

  it('is started, computed and read', async () => {
    const started = await postAs('mia', '/v1/diagnosis-runs', { as_of: endsAt });
    expect(started.status).toBe(202);
    runId = readBodyAs(diagnosisRunStarted, started).id;
    const read = async () => readBodyAs(diagnosisRun, await getAs('mia', `/v1/diagnosis-runs/${runId}`));
    await expect.poll(async () => (await read()).state, { timeout: 60_000 }).toBe('done');
    expect(await read()).toMatchObject({ kind: 'on_demand', as_of: endsAt, window_days: null, progress: 1 });
    const again = await postAs('dan', '/v1/diagnosis-runs', { as_of: endsAt });
    expect(readBodyAs(diagnosisRunStarted, again).id).toBe(runId);
    const { items } = readBodyAs(diagnosisRunsAnswer, await getAs('mia', '/v1/diagnosis-runs'));
    expect(items.map(({ id }) => id)).toContain(runId);
  });

  it('counts the days of entries that are asked for, as the funnel does', async () => {
    const body = { as_of: endsAt, window_days: 90 };
    const { id } = readBodyAs(diagnosisRunStarted, await postAs('mia', '/v1/diagnosis-runs', body));
    expect(id).not.toBe(runId);
    const read = async () => readBodyAs(diagnosisRun, await getAs('mia', `/v1/diagnosis-runs/${id}`));
    await expect.poll(async () => (await read()).state, { timeout: 60_000 }).toBe('done');
    expect((await read()).window_days).toBe(90);
    const cells = readBodyAs(diagnosisCellsAnswer, await getAs('mia', `/v1/diagnosis-runs/${id}/cells`));
    const from = '2025-12-01T00:00:00Z';
    const funnelPath = `/v1/funnel?from=${from}&to=${endsAt}&as_of=${endsAt}&by=rep`;
    const { rows } = readBodyAs(funnelAnswer, await getAs('mia', funnelPath));
    const matureOf = new Map(
      rows.flatMap(({ key, steps }) => steps.map((step) => [`${key} ${step.stage_id}`, step.mature])),
    );
    expect(cells.items).toHaveLength(20);
    for (const { rep_id, stage_id, mature, n } of cells.items) {
      expect(mature).toEqual(matureOf.get(`${rep_id} ${stage_id}`));
      expect(n).toBeGreaterThanOrEqual(mature.entered);
    }
  });

  it.each([
    ['mia', 20],
    ['dan', 20],
    ['ops-1', 20],
    ['max', 0],
    [low, 2],
  ])('shows %s %i cells', async (who, count) => {
    const path = `/v1/diagnosis-runs/${runId}/cells`;
    const { items } = readBodyAs(diagnosisCellsAnswer, await getAs(who, path));
    expect(items).toHaveLength(count);
    if (who === low) expect(items.every(({ rep_id }) => rep_id === low)).toBe(true);
  });

  it('gives its cells in pages', async () => {
    const path = `/v1/diagnosis-runs/${runId}/cells?limit=7`;
    const keys: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await getAs('mia', cursor === '' ? path : `${path}&cursor=${cursor}`);
      const { items, next_cursor } = readBodyAs(diagnosisCellsAnswer, page);
      keys.push(...items.map(({ stage_id, rep_id }) => `${stage_id} ${rep_id}`));
      cursor = next_cursor;
    }
    expect([keys.length, new Set(keys).size]).toEqual([20, 20]);
  });

  it.each([
    ['an unknown run', `/v1/diagnosis-runs/00000000-0000-4000-8000-000000000000`, 404],
    ['an id that is none', '/v1/diagnosis-runs/x', 404],
    ['a cursor of another list', '/v1/diagnosis-runs?cursor=eyJhIjoxfQ', 400],
  ])('answers about %s', async (_, path, status) => {
    expect((await getAs('mia', path)).status).toBe(status);
  });

  it('shows no single person to the board, and nothing to another tenant', async () => {
    expect((await getAs('ben', `/v1/diagnosis-runs/${runId}/cells`)).status).toBe(403);
    expect((await product.get('other', `/v1/diagnosis-runs/${runId}`)).status).toBe(404);
  });

  it.each([
    ['a window of no days', { window_days: 0 }, 400],
    ['a field nobody knows', { windows: 3 }, 400],
    ['a time that is none', { as_of: 'yesterday' }, 400],
  ])('refuses %s', async (_, body, status) => {
    expect((await postAs('mia', '/v1/diagnosis-runs', body)).status).toBe(status);
  });
});

describe('what stands', () => {
  const path = `/v1/diagnoses?as_of=${endsAt}`;

  it('works at once, and shows each person what that person may see', async () => {
    // Whoever asks first waits for the look, and on a busy machine hears `unavailable` and asks again.
    const ask = () => getAs('mia', path);
    await expect.poll(async () => (await ask()).status, { timeout: 110_000, interval: 500 }).toBe(200);
    const { items, as_of } = readBodyAs(diagnosesAnswer, await ask());
    expect(as_of).toBe(endsAt);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      rep_id: low,
      stage_id: 'meeting',
      tier: 'strong',
      review_state: 'open',
      lever: { stage_id: 'meeting', gain: { per: 'month' } },
      hypotheses: [],
      evidence: { horizon_days: 30, horizon_source: 'stage' },
    });
    expect(items[0]?.lever?.gain.deals).toBeGreaterThan(0);
    const grounds = items[0]?.evidence.grounds;
    expect(grounds).toMatchObject({ stage_use: null, contexts: [], playbook_version: 0 });
    expect(grounds?.deal_ids.length).toBeGreaterThan(10);
    expect(grounds?.delay_curve.at(-1)?.[1]).toBe(1);
    const seenBy = async (who: string, query = '') =>
      readBodyAs(diagnosesAnswer, await getAs(who, path + query)).items.map(({ rep_id }) => rep_id);
    expect(await seenBy(low)).toEqual([low]);
    expect(await seenBy(colleague)).toEqual([]);
    expect(await seenBy('max')).toEqual([]);
    expect(await seenBy('mia', '&tier=probable')).toEqual([]);
    expect(await seenBy('dan', '&manager=mia&tier=strong')).toEqual([low]);
    expect(await seenBy('dan', '&manager=max')).toEqual([]);
    expect((await getAs(colleague, `${path}&rep=${low}`)).status).toBe(404);
    expect((await getAs('ben', path)).status).toBe(403);
  });

  it('is told in words, counts first, to whoever may see it', async () => {
    const { items } = readBodyAs(diagnosesAnswer, await getAs('mia', path));
    const own = `/v1/diagnoses/${items[0]?.id}`;
    const told = readBodyAs(diagnosisAnswer, await getAs(low, own));
    expect(told.statistical_state).toBe('raised');
    const [count, sureness, range] = told.sentences;
    expect(count?.text).toMatch(
      /^You move \d+ of \d+ deals on; a typical colleague with the same leads \d+\.$/,
    );
    expect(sureness?.text).toMatch(/^We are \d+\u00a0% sure the gap is real/);
    expect(range?.about).toBe('range');
    expect(told.sentences.find(({ about }) => about === 'lever')?.text).toMatch(/^(Best lever|Two levers)/);
    const words = told.sentences.map(({ text }) => text).join(' ');
    expect(words).not.toMatch(/significant|because of|p-value|NaN|undefined|null/);
    expect((await getAs('mia', own)).status).toBe(200);
    for (const who of [colleague, 'max']) expect((await getAs(who, own)).status).toBe(404);
    // The board sees no finding of anybody.
    expect((await getAs('ben', own)).status).toBe(403);
    expect((await product.get('other', own)).status).toBe(404);
    expect((await getAs('mia', '/v1/diagnoses/x')).status).toBe(404);
  });

  it('is empty before the first month has ended, and where there are no deals', async () => {
    const early = readBodyAs(diagnosesAnswer, await getAs('mia', '/v1/diagnoses?as_of=2025-04-10'));
    expect(early.items).toEqual([]);
    expect(readBodyAs(diagnosesAnswer, await product.get('nothing-here', '/v1/diagnoses')).items).toEqual([]);
  });
});

describe('a pause of the diagnosis', () => {
  const pause = `/v1/reps/${low}/diagnosis-pause`;
  const put = async (who: string, paused: boolean): Promise<Answer> =>
    product.request(pause, {
      method: 'PUT',
      body: JSON.stringify({ paused }),
      headers: {
        authorization: `Bearer ${await product.tokenOf(tenant, { person: who })}`,
        'content-type': 'application/json',
      },
    });
  const listedFor = async (who: string) =>
    readBodyAs(diagnosesAnswer, await getAs(who, `/v1/diagnoses?as_of=${endsAt}`)).items.length;

  it('is the person’s own to ask for, hides them from all others, and ends', async () => {
    for (const who of ['mia', colleague]) expect((await put(who, true)).status).toBe(404);
    expect((await put(low, true)).body).toMatchObject({ rep_id: low, paused: true });
    expect([await listedFor('mia'), await listedFor(low)]).toEqual([0, 1]);
    expect((await getAs('mia', pause)).body).toMatchObject({ paused: true });
    expect((await getAs(colleague, pause)).status).toBe(404);
    expect((await put(low, false)).body).toMatchObject({ paused: false, since: null });
    expect(await listedFor('mia')).toBe(1);
  });
});

describe('what the person says against a finding', () => {
  const list = `/v1/diagnoses?as_of=${endsAt}`;
  const findingAs = async (who: string) => readBodyAs(diagnosesAnswer, await getAs(who, list)).items[0];
  const openAs = async (who: string, text = 'half of these were handed to me late') =>
    postAs(who, '/v1/disputes', {
      indicator: 'diagnosis',
      key: (await findingAs(low))?.id ?? '',
      value: '31 %',
      text,
    });
  const moveAs = (who: string, { id, version }: { id: string; version: number }, move: DisputeMove) =>
    postAs(who, `/v1/disputes/${id}/transitions`, move, { 'if-match': `"${version}"` });
  const planFrom = (id: string | undefined) =>
    postAs('mia', '/v1/plans', { rep_id: low, month: '2026-05', basis: 'diagnosis', diagnosis_id: id });

  it('is said by the person alone, once at a time, about a finding there is', async () => {
    for (const who of ['mia', colleague]) expect((await openAs(who)).status).toBe(400);
    const wrong = { indicator: 'diagnosis', key: 'none', value: '1', text: 'no' };
    expect((await postAs(low, '/v1/disputes', wrong)).status).toBe(400);
    expect((await openAs(low)).status).toBe(201);
    expect(await openAs(low)).toMatchObject({
      status: 409,
      body: { errors: [{ code: 'disputed_already' }] },
    });
  });

  it('stands with the finding wherever it is shown, in words for the two and for operations', async () => {
    const own = await findingAs(low);
    expect(own?.dispute).toMatchObject({
      state: 'open',
      text: 'half of these were handed to me late',
      answer: null,
    });
    expect((await findingAs('mia'))?.dispute?.text).toBe('half of these were handed to me late');
    expect((await findingAs('ops-1'))?.dispute?.text).toBe('half of these were handed to me late');
    expect((await findingAs('dan'))?.dispute).toMatchObject({ state: 'open', text: null });
    const alone = readBodyAs(diagnosisAnswer, await getAs('mia', `/v1/diagnoses/${own?.id}`));
    expect(alone.dispute).toEqual((await findingAs('mia'))?.dispute);
  });

  it('lets no plan start from the finding before it is answered', async () => {
    const finding = await findingAs('mia');
    const refused = await planFrom(finding?.id);
    expect(refused).toMatchObject({ status: 409, body: { errors: [{ code: 'finding_disputed' }] } });
  });

  it('is answered by whom the person reports to, or withdrawn, and everything said is kept', async () => {
    const dispute = (await findingAs('mia'))?.dispute;
    if (dispute === null || dispute === undefined) throw new Error('it is disputed');
    const answer: DisputeMove = { kind: 'answer', answer: 'stands', text: 'we counted from the handover on' };
    for (const who of ['max', 'dan', colleague])
      expect((await moveAs(who, dispute, answer)).status).toBe(404);
    expect((await moveAs(low, dispute, answer)).status).toBe(409);
    expect((await moveAs('mia', dispute, answer)).status).toBe(200);
    expect((await findingAs(low))?.dispute).toMatchObject({
      state: 'answered',
      answer: { answer: 'stands', text: 'we counted from the handover on', by: 'mia' },
    });
    const second = readBodyAs(recordSchemas.dispute.answer, await openAs(low, 'I still think so'));
    expect((await moveAs('mia', second, { kind: 'withdraw' })).status).toBe(409);
    expect((await moveAs(low, second, { kind: 'withdraw' })).status).toBe(200);
    const { items } = readBodyAs(
      listOf(recordChange),
      await getAs(low, `/v1/disputes/${dispute.id}/history`),
    );
    expect(items.map(({ move, by }) => [move['kind'], by])).toEqual([
      ['open', low],
      ['answer', 'mia'],
    ]);
  });
});

describe('the proposals of a month', () => {
  const list = `/v1/proposals?as_of=${endsAt}`;
  const seenBy = async (who: string, query = '') =>
    readBodyAs(proposalsAnswer, await getAs(who, list + query)).items;

  it('are there for everybody, flagged or not, in words', async () => {
    const items = await seenBy('mia');
    expect(items).toHaveLength(10);
    expect(items.map(({ rep_id }) => rep_id)).toEqual(items.map(({ rep_id }) => rep_id).toSorted());
    const flagged = items.filter(({ basis }) => basis === 'diagnosis');
    expect(flagged.map(({ rep_id }) => rep_id)).toEqual([low]);
    expect(flagged[0]).toMatchObject({ month: '2026-03', lever: { stage_id: 'meeting' } });
    expect(items.some(({ basis }) => basis === 'lever')).toBe(true);
    for (const { basis, lever, sentence } of items) {
      expect(sentence).not.toMatch(/NaN|undefined|null/);
      if (basis === 'lever') expect(lever?.gain.deals).toBeGreaterThan(0);
      if (lever === null) continue;
      expect(lever.n).toBeGreaterThanOrEqual(lever.mature.advanced);
      expect(lever.interval[0]).toBeLessThanOrEqual(lever.rate);
      expect(lever.interval[1]).toBeGreaterThanOrEqual(lever.rate);
      expect(lever.window_days).toBeGreaterThanOrEqual(180);
    }
  });

  it('are the ones on the agenda, which names no finding', async () => {
    const proposals = new Map((await seenBy('mia')).map((proposal) => [proposal.rep_id, proposal]));
    const { items } = readBodyAs(agendaAnswer, await getAs('mia', '/v1/agenda'));
    const missing = items.filter(({ kind, learner_id }) => kind === 'plan_missing' && learner_id !== 'mia');
    expect(missing.length).toBeGreaterThan(5);
    for (const { learner_id, proposal } of missing) {
      const listed = proposals.get(learner_id);
      const lever = listed?.lever ?? null;
      expect(proposal?.step ?? null).toEqual(
        lever === null ? null : { pipeline_id: lever.pipeline_id, stage_id: lever.stage_id },
      );
      if (listed?.basis === 'lever') expect(proposal?.skill_id).toBe(listed.skill_id);
      expect(['lever', 'own_wish']).toContain(proposal?.basis);
    }
  });

  it('are seen by whoever may see the person, in pages', async () => {
    expect((await seenBy(colleague)).map(({ rep_id }) => rep_id)).toEqual([colleague]);
    expect(await seenBy('max')).toEqual([]);
    expect((await getAs(colleague, `${list}&rep=${low}`)).status).toBe(404);
    expect((await getAs('ben', list)).status).toBe(403);
    const keys: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await getAs('mia', `${list}&limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`);
      const { items, next_cursor } = readBodyAs(proposalsAnswer, page);
      keys.push(...items.map(({ rep_id }) => rep_id));
      cursor = next_cursor;
    }
    expect([keys.length, new Set(keys).size]).toEqual([10, 10]);
  });

  it('give way to the person’s own wish, until it is withdrawn', async () => {
    const wish = { month: '2026-03', skill_id: 'no-such-skill', text: 'I want to ask better' };
    expect((await postAs(colleague, '/v1/wishes', wish)).status).toBe(400);
    const { items: skills } = readBodyAs(skillsAnswer, await getAs(colleague, '/v1/skills'));
    const body = { ...wish, skill_id: skills[0]?.id ?? '' };
    const opened = readBodyAs(recordSchemas.wish.answer, await postAs(colleague, '/v1/wishes', body));
    const twice = await postAs(colleague, '/v1/wishes', body);
    expect(twice).toMatchObject({ status: 409, body: { errors: [{ code: 'wished_already' }] } });
    const of = async (who: string) => (await seenBy(who)).find(({ rep_id }) => rep_id === colleague);
    expect(await of('mia')).toMatchObject({ basis: 'own_wish', wish: { text: 'I want to ask better' } });
    expect((await of('dan'))?.wish).toBeNull();
    const path = `/v1/wishes/${opened.id}/transitions`;
    expect((await postAs(colleague, path, { kind: 'withdraw' }, { 'if-match': '"1"' })).status).toBe(200);
    expect((await of('mia'))?.basis).not.toBe('own_wish');
  });
});

describe('the head start', () => {
  it('is the tenant’s own to set, with every version kept', async () => {
    const path = '/v1/settings/diagnosis';
    const put = async (who: string, days: number, version: number) =>
      product.request(path, {
        method: 'PUT',
        body: JSON.stringify({ head_start_working_days: days }),
        headers: {
          authorization: `Bearer ${await product.tokenOf(tenant, { person: who })}`,
          'content-type': 'application/json',
          'if-match': `"${version}"`,
        },
      });
    expect((await getAs('mia', path)).body).toMatchObject({ head_start_working_days: 1, version: 0 });
    expect((await put('mia', 5, 0)).status).toBe(403);
    expect((await put('ops-1', 21, 0)).status).toBe(400);
    expect((await put('ops-1', 20, 0)).body).toMatchObject({ version: 1, changed_by: 'ops-1' });
    expect((await put('ops-1', 2, 0)).status).toBe(412);
    expect((await put('ops-1', 1, 1)).body).toMatchObject({ head_start_working_days: 1, version: 2 });
  });
});

describe('the levers of a rep', () => {
  const levers = `/v1/reps/${low}/levers?as_of=${endsAt}`;
  const ask = (who: string, body: Record<string, unknown>) =>
    postAs(who, `/v1/reps/${low}/what-if`, { as_of: endsAt, stage_id: 'meeting', ...body });

  it('are ranked by what a better rate is worth, for whoever may see the rep', async () => {
    const answer = readBodyAs(leversAnswer, await getAs('mia', levers));
    expect(answer).toMatchObject({
      rep_id: low,
      gain_level: 0.8,
      dilution: 0.8,
      target: 'team_upper_quartile',
    });
    expect(answer.items[0]).toMatchObject({ stage_id: 'meeting', pipeline_id: 'sales' });
    const [first, second] = answer.items.map(({ gain }) => gain.deals);
    expect(first).toBeGreaterThan(second ?? 0);
    expect(answer.sentence).toMatch(/^(Best lever|Two levers)/);
    const half = readBodyAs(leversAnswer, await getAs(low, `${levers}&dilution=0.4`));
    expect(half.items[0]?.gain.deals).toBeCloseTo((first ?? 0) / 2, 6);
    for (const who of [colleague, 'max']) expect((await getAs(who, levers)).status).toBe(404);
    expect((await getAs('ben', levers)).status).toBe(403);
    expect((await product.get('other', levers)).status).toBe(404);
    expect((await getAs('mia', `${levers}&dilution=2`)).status).toBe(400);
  });

  it('can be played with: a better rate gains, a worse one loses, and what makes no sense is said', async () => {
    const today = readBodyAs(leversAnswer, await getAs('mia', levers)).items[0]?.rate.mean ?? 0;
    const dealsAt = async (rate: number) =>
      readBodyAs(whatIfAnswer, await ask('mia', { rate })).change?.gain.deals ?? Number.NaN;
    expect(await dealsAt(today + 0.2)).toBeGreaterThan(await dealsAt(today + 0.1));
    expect(await dealsAt(today + 0.1)).toBeGreaterThan(0);
    expect(await dealsAt(today - 0.1)).toBeLessThan(0);
    expect((await ask('mia', {})).status).toBe(400);
    expect((await ask('mia', { rate: 1 })).status).toBe(400);
    expect((await ask('mia', { rate: 0.5, target: 'own_best' })).status).toBe(400);
    expect((await ask(colleague, { rate: 0.5 })).status).toBe(404);
    const nowhere = readBodyAs(whatIfAnswer, await ask('mia', { rate: 0.5, stage_id: 'nowhere' }));
    expect(nowhere).toMatchObject({ verdict: 'step_not_measured', change: null });
  });
});

describe('a plan', () => {
  let planId = '';
  let version = 0;

  async function move(who: string, transition: PlanTransition): Promise<Answer> {
    const path = `/v1/plans/${planId}/transitions`;
    const answer = await postAs(who, path, transition, { 'if-match': `"${version}"` });
    if (answer.status === 200) version = readBodyAs(planAnswer, answer).version;
    return answer;
  }

  it('is opened by the manager from a finding, once however often the request is sent', async () => {
    const { items } = readBodyAs(diagnosesAnswer, await getAs('mia', `/v1/diagnoses?as_of=${endsAt}`));
    const body = { rep_id: low, month: '2026-03', basis: 'diagnosis', diagnosis_id: items[0]?.id };
    const key = { 'idempotency-key': 'open-1' };
    const [first, second] = [
      await postAs('mia', '/v1/plans', body, key),
      await postAs('mia', '/v1/plans', body, key),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(first.headers.get('etag')).toBe('"1"');
    const opened = readBodyAs(planAnswer, first);
    expect(opened).toMatchObject({ rep_id: low, coach_id: 'mia', state: 'draft', version: 1 });
    expect(opened.missing_for_activation).toContain('self_analysis_missing');
    planId = opened.id;
    version = opened.version;
    const other = await postAs('mia', '/v1/plans', { ...body, month: '2026-04' }, key);
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } });
    const after = readBodyAs(diagnosesAnswer, await getAs('mia', `/v1/diagnoses?as_of=${endsAt}`));
    expect(after.items[0]?.review_state).toBe('planned');
  });

  it.each([
    ['mia', 200, 1],
    [low, 200, 1],
    [colleague, 404, 0],
    ['max', 404, 0],
    // Who leads the coach sees the answers without the notes, one plan at a time.
    ['dan', 200, 0],
  ])('is there for %s: %i', async (who, status, listed) => {
    expect((await getAs(who, `/v1/plans/${planId}`)).status).toBe(status);
    expect(readBodyAs(plansAnswer, await getAs(who, '/v1/plans')).items).toHaveLength(listed);
  });

  it('needs the version that was read', async () => {
    const path = `/v1/plans/${planId}/transitions`;
    const body = { kind: 'choose_skill', skill_id: 'discovery' };
    expect(await postAs('mia', path, body)).toMatchObject({ status: 428 });
    expect(await postAs('mia', path, body, { 'if-match': '"9"' })).toMatchObject({ status: 412 });
    expect(await postAs('max', path, body, { 'if-match': '"1"' })).toMatchObject({ status: 404 });
  });

  it('says which rules a transition breaks and what would make it legal', async () => {
    const refused = await move('mia', { kind: 'write_coach_view', text: 'I would start with questions.' });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'transition_not_allowed', errors: [{ code: 'self_analysis_first' }] },
    });
    expect(await move('mia', { kind: 'write_self_analysis', text: 'Not mine to write.' })).toMatchObject({
      status: 409,
      body: { errors: [{ code: 'only_the_rep' }] },
    });
  });

  it('becomes active when both have answered its three questions and accepted', async () => {
    const today = new Date();
    const by = new Date(today.getTime() + 28 * 86_400_000).toISOString().slice(0, 10);
    const moves: readonly [string, PlanTransition][] = [
      ['mia', { kind: 'choose_skill', skill_id: 'discovery' }],
      ['mia', { kind: 'state_reason', text: 'Fewer first meetings lead on than is usual.', numbers: [] }],
      [low, { kind: 'write_self_analysis', text: 'I talk about the product too early.' }],
      [low, { kind: 'add_measure', text: 'Ask three questions before I show anything.' }],
      ['mia', { kind: 'confirm_by_discussion', verdict: 'confirmed' }],
      [
        low,
        {
          kind: 'set_behaviour_target',
          target: { behaviour: 'Questions first', indicator: 'meetings', baseline: 2, value: 8, by },
        },
      ],
      [
        'mia',
        {
          kind: 'set_outcome',
          outcome: { pipeline_id: 'sales', stage_id: 'meeting', baseline: 0.3, proven_for: 'group' },
        },
      ],
      ['mia', { kind: 'propose' }],
      [low, { kind: 'accept' }],
      ['mia', { kind: 'accept' }],
      ['mia', { kind: 'activate' }],
    ];
    for (const [who, transition] of moves) {
      expect(await move(who, transition), transition.kind).toMatchObject({ status: 200 });
    }
    const active = readBodyAs(planAnswer, await getAs(low, `/v1/plans/${planId}`));
    expect(active).toMatchObject({ state: 'active', version: 12, missing_for_activation: [] });
    const standing = readBodyAs(diagnosesAnswer, await getAs('mia', `/v1/diagnoses?as_of=${endsAt}`));
    expect(standing.items[0]?.review_state).toBe('confirmed');
  });

  it('may be the rep’s own wish, and go on with the focus of an earlier one', async () => {
    const wish = { rep_id: low, month: '2026-04', basis: 'own_wish', continues: planId };
    const continued = readBodyAs(planAnswer, await postAs(low, '/v1/plans', wish));
    const first = readBodyAs(planAnswer, await getAs(low, `/v1/plans/${planId}`));
    expect(continued.focus_id).toBe(first.focus_id);
    expect(continued.diagnosis_id).toBeNull();
    const listed = readBodyAs(plansAnswer, await getAs('mia', '/v1/plans?month=2026-04&state=draft'));
    expect(listed.items.map(({ id }) => id)).toEqual([continued.id]);
  });

  it.each([
    ['of somebody else’s report', 'max', { rep_id: low, month: '2026-03', basis: 'own_wish' }, 404],
    ['without the finding it starts from', 'mia', { rep_id: low, month: '2026-03', basis: 'diagnosis' }, 400],
    [
      'from a finding about nobody',
      'mia',
      { rep_id: low, month: '2026-03', basis: 'diagnosis', diagnosis_id: 'x' },
      400,
    ],
    ['for a month that is none', 'mia', { rep_id: low, month: '2026-13', basis: 'own_wish' }, 400],
  ])('is not opened %s', async (_, who, body, status) => {
    expect((await postAs(who, '/v1/plans', body)).status).toBe(status);
  });

  it('is not for programs', async () => {
    const token = await product.tokenOf(tenant, { scopes: ['read', 'coach'] });
    expect((await product.get(tenant, '/v1/plans', token)).status).toBe(403);
    expect((await product.get(tenant, `/v1/plans/${planId}`, token)).status).toBe(403);
  });
});

describe('a finding whose dispute was right', () => {
  it('is taken back: it is listed no more, no look shows it again, and its events say so', async () => {
    const list = `/v1/diagnoses?as_of=${endsAt}`;
    const [finding] = readBodyAs(diagnosesAnswer, await getAs('mia', list)).items;
    const opening = { indicator: 'diagnosis', key: finding?.id ?? '', value: '31 %', text: 'not my deals' };
    const dispute = readBodyAs(recordSchemas.dispute.answer, await postAs(low, '/v1/disputes', opening));
    const answer = { kind: 'answer', answer: 'corrected', text: 'they were the queue’s' };
    const path = `/v1/disputes/${dispute.id}/transitions`;
    expect((await postAs('mia', path, answer, { 'if-match': '"1"' })).status).toBe(200);
    for (const who of ['mia', low])
      expect(readBodyAs(diagnosesAnswer, await getAs(who, list)).items).toEqual([]);
    // A new event is a new watermark: the looks are taken anew.
    const late = person('nina', { team: 'team-9' });
    expect((await product.send(tenant, [late])).status).toBe(202);
    const again = () => getAs('mia', list);
    await expect.poll(async () => (await again()).status, { timeout: 110_000, interval: 500 }).toBe(200);
    expect(readBodyAs(diagnosesAnswer, await again()).items).toEqual([]);
    const told = readBodyAs(diagnosisAnswer, await getAs('mia', `/v1/diagnoses/${finding?.id}`));
    expect(told).toMatchObject({
      review_state: 'cleared',
      statistical_state: 'raised',
      dispute: { state: 'answered' },
    });
    const refused = await postAs('mia', '/v1/plans', {
      rep_id: low,
      month: '2026-06',
      basis: 'diagnosis',
      diagnosis_id: finding?.id,
    });
    expect(refused).toMatchObject({ status: 409, body: { errors: [{ code: 'finding_taken_back' }] } });
  });
});
