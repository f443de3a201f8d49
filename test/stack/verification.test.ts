/** What coaching did, from the events to the version that is kept: on its own servers, through the job's own work. */
import { randomUUID } from 'node:crypto';
import { decideMove, type Move, openPlan } from '@stepup/coaching';
import { createPlan, erasePerson, listVerifications, openFocus, saveMove } from '@stepup/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { type DiagnosisStack, startDiagnosisStack } from '../support/engine/start-diagnosis-stack.ts';
import { simulateSmallOrganisation, smallPipeline } from '../support/organisation/small-organisation.ts';

const tenant = 'verified';
const rep = 'team-1-rep-3';
const start = '2025-10-01T08:00:00.000000Z';
let stack: DiagnosisStack;
beforeAll(async () => {
  stack = await startDiagnosisStack();
  const organisation = simulateSmallOrganisation({ seed: 11, teamSizes: [10], gap: null });
  await stack.load(tenant, acceptEvents(tenant, organisation));
}, 240_000);
afterAll(() => stack.stop());

async function activatePlan(repId: string, stageId: string): Promise<string> {
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
      indicator: 'activities',
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

const saidOf = (planId: string) => stack.inTenant(tenant, (tx) => listVerifications(tx, planId));

describe('a plan that became active', () => {
  let planId = '';
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
    for (let n = 1; n <= 10; n += 1)
      if (n !== 3) offered.push(await activatePlan(`team-1-rep-${n}`, 'offer'));
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
});
