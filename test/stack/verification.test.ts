/** What coaching did, from the events to the version that is kept: on its own servers, through the job's own work. */
import { randomUUID } from 'node:crypto';
import {
  decideMove,
  decideOpening,
  decideRecordMove,
  type Move,
  openPlan,
  recordKinds,
} from '@stepup/coaching';
import type { CampaignMove } from '@stepup/contracts';
import {
  createPlan,
  erasePerson,
  listCampaignEffects,
  listVerifications,
  openFocus,
  readPlaceboCheck,
  saveMove,
  saveRecord,
} from '@stepup/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { type DiagnosisStack, startDiagnosisStack } from '../support/engine/start-diagnosis-stack.ts';
import { simulateSmallOrganisation, smallPipeline } from '../support/organisation/small-organisation.ts';

const tenant = 'verified';
const campaigned = 'campaigned';
const rep = 'team-1-rep-3';
const start = '2025-10-01T08:00:00.000000Z';
let stack: DiagnosisStack;
beforeAll(async () => {
  stack = await startDiagnosisStack();
  for (const of of [tenant, campaigned]) {
    const organisation = simulateSmallOrganisation({ seed: 11, teamSizes: [10], gap: null });
    await stack.load(of, acceptEvents(of, organisation));
  }
}, 240_000);
afterAll(() => stack.stop());

async function activatePlan(repId: string, stageId: string, indicator = 'activities'): Promise<string> {
  return stack.inTenant(tenant, async (tx) => {
    const ids = { id: randomUUID(), focusId: randomUUID() };
    await openFocus(tx, { id: ids.focusId, repId, skillId: null, startedAt: start });
    const opened = {
      ...ids,
      repId,
      coachId: 'mia',
      month: '2025-10',
      basis: 'own_wish',
      diagnosisId: null,
      at: start,
    } as const;
    let plan = openPlan(opened);
    await createPlan(tx, plan, { by: repId, side: 'rep' });
    const target = {
      behaviour: 'more won',
      indicator,
      baseline: 0,
      value: 4,
      by: '2025-12-01',
    };
    const moves: readonly (readonly [string, Move])[] = [
      [repId, { kind: 'choose_skill', skillId: 'discovery' }],
      [repId, { kind: 'state_reason', reason: { text: 'few go on', numbers: [], asOf: start } }],
      [repId, { kind: 'write_self_analysis', text: 'I talk too much' }],
      ['mia', { kind: 'confirm_by_discussion', verdict: 'confirmed' }],
      [repId, { kind: 'add_measure', measureId: 'm1', text: 'three questions first' }],
      [repId, { kind: 'set_behaviour_target', target }],
      [
        repId,
        {
          kind: 'set_outcome',
          outcome: { pipelineId: smallPipeline.pipelineId, stageId, baseline: null, provenFor: 'person' },
        },
      ],
      [repId, { kind: 'propose' }],
      [repId, { kind: 'accept', comment: null }],
      ['mia', { kind: 'accept', comment: null }],
      ['mia', { kind: 'activate' }],
    ];
    for (const [actorId, move] of moves) {
      const decided = decideMove(plan, move, {
        actorId,
        at: start,
        today: '2025-10-01',
        otherActivePlanId: null,
      });
      if (decided.kind === 'refused') throw new Error(JSON.stringify(decided.broken));
      expect(await saveMove(tx, decided)).toEqual({ kind: 'saved' });
      ({ plan } = decided);
    }
    const late = { actorId: repId, at: start, today: '2025-10-02', otherActivePlanId: null };
    for (const move of moves.slice(5, 7)) {
      expect(decideMove(plan, move[1], late)).toMatchObject({
        kind: 'refused',
        broken: [{ rule: 'plan_not_open_for_change' }],
      });
    }
    return plan.id;
  });
}

/** A review at which the two say whether the behaviour was there. */
async function holdReview(
  planId: string,
  { learnerId, at, seen }: { learnerId: string; at: string; seen: 'yes' | 'partly' | 'no' },
): Promise<void> {
  const kind = recordKinds.review;
  const parties = { id: randomUUID(), learnerId, coachId: 'mia', planId };
  const today = at.slice(0, 10);
  const context = { by: 'mia', side: 'coach', at, today, facts: {} } as const;
  const opened = decideOpening(kind, parties, { due_on: today, every_days: 7 }, context);
  if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.broken));
  const held = decideRecordMove(
    kind,
    opened.record,
    { kind: 'hold', last_step_learned: 'silence helps', target_seen: seen, decision: 'go_on' },
    context,
  );
  if (held.kind === 'refused') throw new Error(JSON.stringify(held.broken));
  await stack.inTenant(tenant, async (tx) => {
    for (const { record, entry } of [opened, held]) {
      expect(await saveRecord(tx, { record, entry, projection: kind.project(record.content) })).toEqual({
        kind: 'saved',
      });
    }
  });
}

/** Of eight of the ten, from the first of October on. */
async function startCampaign(people: readonly string[], move: CampaignMove): Promise<string> {
  const kind = recordKinds.campaign;
  const id = randomUUID();
  const context = { by: 'mia', side: 'learner', at: start, today: '2025-09-30' } as const;
  const opening = {
    title: 'first meetings',
    skill_id: 'discovery',
    pipeline_id: smallPipeline.pipelineId,
    stage_id: 'meeting',
    people: [...people],
    starts_on: '2025-10-01',
    behaviour_target: { behaviour: 'calls', indicator: 'activities' as const, value: 4, by: '2025-12-01' },
  };
  const parties = { id, learnerId: 'mia', coachId: 'dan', planId: null };
  const facts = { drawSeed: 11, horizonDays: 30 };
  const opened = decideOpening(kind, parties, opening, { ...context, facts });
  if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.broken));
  const started = decideRecordMove(kind, opened.record, move, { ...context, facts });
  if (started.kind === 'refused') throw new Error(JSON.stringify(started.broken));
  await stack.inTenant(campaigned, async (tx) => {
    for (const { record, entry } of [opened, started]) {
      expect(await saveRecord(tx, { record, entry, projection: kind.project(record.content) })).toEqual({
        kind: 'saved',
      });
    }
  });
  return id;
}

const effectsOf = (campaignId: string) =>
  stack.inTenant(campaigned, (tx) => listCampaignEffects(tx, campaignId));
const repsFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, n) => `team-1-rep-${first + n}`);

const saidOf = (planId: string) => stack.inTenant(tenant, (tx) => listVerifications(tx, planId));

describe('a campaign', () => {
  it('with a wait-list is too early until those who wait start, then told by the lot, and the same again leaves no trace', async () => {
    const id = await startCampaign(repsFrom(1, 8), { kind: 'draw' });
    await stack.verify(campaigned, '2025-12-01T00:00:00Z');
    const [early] = await effectsOf(id);
    expect(early?.content).toMatchObject({
      design: 'randomised',
      verdict: 'too_early',
      planned_at: '2026-01-07T00:00:00.000000Z',
      drawn: { effect: null, now: { people: 4 }, later: { people: 4 } },
      behaviour: { indicator: 'activities', target: 4 },
    });
    for (const on of ['2026-02-22T00:00:00Z', '2026-02-22T00:00:00Z']) await stack.verify(campaigned, on);
    const said = await effectsOf(id);
    expect(said.map(({ version }) => version)).toEqual([2, 1]);
    const drawn = said[0]?.content.drawn;
    expect(drawn?.effect).toMatchObject({ lots: 70, exhaustive: true });
    expect(drawn?.verdict).not.toBe('too_early');
    expect(drawn?.lacks).toEqual([]);
    expect(said[1]?.content.verdict).toBe('too_early');
  });

  it('is told beside how often an effect is reported of people who were never coached', async () => {
    const check = await stack.inTenant(campaigned, readPlaceboCheck);
    // Two of ten are in no campaign on the first step, and all ten in none on the second.
    expect(check?.fakeStarts).toBeGreaterThanOrEqual(10);
    expect((check?.reported ?? 0) / (check?.fakeStarts ?? 1)).toBeLessThanOrEqual(0.2);
    expect(check?.asOf).toBe('2026-02-01T00:00:00.000000Z');
  });

  it('with all coached at once says that there is nothing to compare, and what was counted', async () => {
    const id = await startCampaign(repsFrom(1, 10), { kind: 'start_together' });
    await stack.verify(campaigned, '2026-11-22T00:00:00Z');
    const [said] = await effectsOf(id);
    expect(said?.content).toMatchObject({ design: 'no_comparison', drawn: null, compared: { effect: null } });
    expect(said?.content.observed.before.entered).toBeGreaterThan(50);
    expect(said?.content.observed.since.entered).toBeGreaterThan(50);
    const drawAgain = stack.inTenant(campaigned, (tx) =>
      tx.db
        .execute(`update stepup.coaching_records set content = jsonb_set(content, '{starts_on}', '"2025-01-01"'),
        version = version + 1 where id = '${id}'`),
    );
    await expect(drawAgain).rejects.toMatchObject({ cause: { message: /keeps its people/ } });
  });
});

describe('a plan that became active', () => {
  let planId = '';
  let uncounted = '';
  beforeAll(async () => {
    planId = await activatePlan(rep, 'meeting');
  });

  it('is too early at first, with the day on which it can be told', async () => {
    await stack.verify(tenant, '2025-10-20T00:00:00Z');
    const [said] = await saidOf(planId);
    expect(said).toMatchObject({
      version: 1,
      content: {
        stage_id: 'meeting',
        started_at: start,
        outcome: { verdict: 'too_early', people: 1 },
        group: null,
      },
    });
    expect(said?.content.outcome.planned_at ?? '').toMatch(/^202[56]-/);
    expect(said?.content.behaviour).toMatchObject({ indicator: 'activities', target: 4 });
  });

  it('has a verdict once that day is reached, against colleagues who were not coached, and the day never moves', async () => {
    const [first] = await saidOf(planId);
    await stack.verify(tenant, '2026-11-22T00:00:00Z');
    const [said] = await saidOf(planId);
    expect(said?.version).toBe(2);
    const outcome = said?.content.outcome;
    expect(['no_evidence', 'worked', 'fell']).toContain(outcome?.verdict);
    expect(outcome?.planned_at).toBe(first?.content.outcome.planned_at);
    expect(outcome?.effect?.comparison_group.people).toBe(9);
    expect(outcome?.effect?.observed.exposure).toBeGreaterThan(5);
  });

  it('leaves no trace of saying the same again, however often', async () => {
    for (const on of ['2026-11-22T00:00:00Z', '2026-11-29T00:00:00Z', '2026-12-06T00:00:00Z']) {
      await stack.verify(tenant, on);
    }
    expect((await saidOf(planId)).map(({ version }) => version)).toEqual([2, 1]);
  });

  it('gets a new version, with its day, where late events change what is known, and keeps the old ones', async () => {
    const before = await saidOf(planId);
    const events = [1, 2, 3, 4, 5, 6].flatMap((n) =>
      [
        { time: `2025-11-0${n}T09:00:00Z`, stage_id: 'meeting' },
        { time: `2025-11-1${n}T09:00:00Z`, stage_id: 'offer' },
      ].map(({ time, stage_id }, i) => ({
        specversion: '1.0',
        source: 'late',
        type: 'sales.deal.changed.v1',
        id: `late-${n}-${i}`,
        time,
        data: { deal_id: `late-${n}`, pipeline_id: 'sales', stage_id, owner_id: rep },
      })),
    );
    await stack.load(tenant, acceptEvents(tenant, events));
    await stack.verify(tenant, '2026-12-13T00:00:00Z');
    const after = await saidOf(planId);
    expect(after).toHaveLength(3);
    expect(after.slice(1)).toEqual(before);
    expect(after[0]).toMatchObject({ version: 3, madeAt: '2026-12-13T00:00:00.000000Z' });
  });

  it('is judged together with colleagues who started about then, too; with all but one coached too few are left to compare with', async () => {
    const offered: string[] = [];
    for (let n = 1; n <= 10; n += 1) {
      // The last one wants a behaviour that the two count themselves.
      const indicator = n === 10 ? 'of the next 10 deals' : 'activities';
      if (n !== 3) offered.push(await activatePlan(`team-1-rep-${n}`, 'offer', indicator));
    }
    uncounted = offered.at(-1) ?? '';
    await stack.verify(tenant, '2026-12-20T00:00:00Z');
    const [said] = await saidOf(offered[0] ?? '');
    expect(said?.content.group?.people).toBe(9);
    expect(said?.content.outcome.effect).toBeNull();
    expect(said?.content.outcome.lacks).toContain('too_few_controls');
    expect(said?.content.outcome.verdict).toBe('no_evidence');
  });

  it('goes with the person', async () => {
    await stack.inTenant(tenant, (tx) =>
      erasePerson(tx, { personId: rep, at: '2026-12-21T00:00:00.000000Z' }),
    );
    expect(await saidOf(planId)).toEqual([]);
  });

  it('says of a behaviour that nothing counts what the two said of it last', async () => {
    const learnerId = 'team-1-rep-10';
    const behaviourOn = async (day: string) => {
      await stack.verify(tenant, `${day}T00:00:00Z`);
      return (await saidOf(uncounted))[0]?.content.behaviour;
    };
    expect(await behaviourOn('2027-01-10')).toMatchObject({
      verdict: 'not_seen',
      reason_if_null: 'not_in_catalogue',
      n: 0,
    });
    await holdReview(uncounted, { learnerId, at: '2025-10-20T09:00:00.000000Z', seen: 'yes' });
    await holdReview(uncounted, { learnerId, at: '2025-10-13T09:00:00.000000Z', seen: 'partly' });
    expect(await behaviourOn('2027-01-17')).toMatchObject({
      verdict: 'changed',
      n: 2,
      seen: { reviews: 2, last: 'yes', last_at: '2025-10-20T09:00:00.000000Z' },
    });
    await holdReview(uncounted, { learnerId, at: '2025-10-27T09:00:00.000000Z', seen: 'no' });
    expect(await behaviourOn('2027-01-24')).toMatchObject({ verdict: 'not_yet', seen: { last: 'no' } });
  });
});
