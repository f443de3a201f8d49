import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { decideMove, openPlan } from '@stepup/coaching';
import type { Move, Plan } from '@stepup/coaching';
import { chooseFocusSkill, endFocus, getFocus, openFocus } from '../focuses/focus.ts';
import { createPlan } from './create-plan.ts';
import { describeStore } from '../test-support/describe-store.ts';
import { findOtherActivePlans } from './find-other-active-plans.ts';
import { getPlan } from './get-plan.ts';
import { listPlanHistory } from './list-plan-history.ts';
import { listPlans } from './list-plans.ts';
import { listReads } from '../read-log/list-reads.ts';
import { recordRead } from '../read-log/record-read.ts';
import { saveMove } from './save-move.ts';
import { withTenant } from '../transactions/with-tenant.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const at = '2026-11-02T08:00:00.123456Z';

const toActive: readonly (readonly ['rep' | 'coach', Move])[] = [
  ['coach', { kind: 'choose_skill', skillId: 'qualify' }],
  [
    'coach',
    {
      kind: 'state_reason',
      reason: {
        text: 'why',
        numbers: [{ indicator: 'step_up_rate', value: '0.31', basis: '13 of 42' }],
        asOf: at,
      },
    },
  ],
  ['rep', { kind: 'write_self_analysis', text: 'my view' }],
  ['coach', { kind: 'write_coach_view', text: 'what I saw' }],
  ['coach', { kind: 'confirm_by_discussion', verdict: 'confirmed' }],
  ['rep', { kind: 'add_measure', measureId: 'm1', text: 'ask first' }],
  ['rep', { kind: 'add_measure', measureId: 'm2', text: 'ask twice' }],
  ['rep', { kind: 'withdraw_measure', measureId: 'm2' }],
  ['coach', { kind: 'add_coach_action', actionId: 'a1', text: 'listen in', on: '2026-11-12' }],
  [
    'coach',
    {
      kind: 'set_behaviour_target',
      target: { behaviour: 'asks', indicator: 'i', baseline: 1, value: 2, by: '2026-11-30' },
    },
  ],
  [
    'coach',
    { kind: 'set_outcome', outcome: { pipelineId: 'p', stageId: 's', baseline: null, provenFor: 'group' } },
  ],
  ['coach', { kind: 'propose' }],
  ['rep', { kind: 'accept', comment: 'good' }],
  ['coach', { kind: 'accept', comment: null }],
];
const activate: Move = { kind: 'activate' };

function decide(plan: Plan, actorId: string, move: Move) {
  const decision = decideMove(plan, move, { actorId, at, today: '2026-11-02', otherActivePlanId: null });
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.broken));
  return decision;
}

async function open(tx: TenantTransaction, month = '2026-11'): Promise<Plan> {
  const focusId = randomUUID();
  await openFocus(tx, { id: focusId, repId: 'rep', skillId: null, startedAt: at });
  const plan = openPlan({
    id: randomUUID(),
    focusId,
    repId: 'rep',
    coachId: 'coach',
    month,
    basis: 'lever',
    diagnosisId: null,
    at,
  });
  await createPlan(tx, plan, { by: 'coach', side: 'coach' });
  return plan;
}

async function walk(tx: TenantTransaction, start: Plan): Promise<Plan> {
  let plan = start;
  for (const [actorId, move] of toActive) {
    const decision = decide(plan, actorId, move);
    expect(await saveMove(tx, decision)).toEqual({ kind: 'saved' });
    plan = decision.plan;
  }
  return plan;
}

describeStore('plans', (store) => {
  it('reads back exactly what was decided, in every state on the way', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      let plan = await open(tx);
      expect(await getPlan(tx, plan.id)).toEqual(plan);
      const rest: typeof toActive = [
        ['rep', activate],
        ['coach', { kind: 'confirm_by_observation', verdict: 'confirmed' }],
        ['rep', { kind: 'record_behaviour_verdict', verdict: 'changed' }],
        ['rep', { kind: 'abandon', because: 'paused' }],
      ];
      for (const [actorId, move] of [...toActive, ...rest]) {
        const decision = decide(plan, actorId, move);
        expect(await saveMove(tx, decision)).toEqual({ kind: 'saved' });
        expect(await getPlan(tx, plan.id)).toEqual(decision.plan);
        plan = decision.plan;
      }
      const history = await listPlanHistory(tx, plan.id);
      expect(history.map(({ move }) => move)).toEqual([
        'open',
        ...[...toActive, ...rest].map(([, move]) => move.kind),
      ]);
      expect(history.at(-1)).toEqual({
        version: plan.version,
        move: 'abandon',
        by: 'rep',
        side: 'rep',
        at,
        late: false,
        fromState: 'active',
        toState: 'abandoned',
      });
    });
  });

  it('of two moves made on the same version one is saved', async () => {
    const tenant = await store().newTenant();
    const plan = await withTenant(store().pool, tenant, (tx) => open(tx));
    const decision = decide(plan, 'rep', { kind: 'choose_skill', skillId: 'x' });
    const saved = await Promise.all(
      [1, 2].map(() => withTenant(store().pool, tenant, (tx) => saveMove(tx, decision))),
    );
    expect(saved.map(({ kind }) => kind).sort()).toEqual(['saved', 'stale']);
    expect(saved.find(({ kind }) => kind === 'stale')).toEqual({ kind: 'stale', version: 2 });
    const unknown = { ...decision, plan: { ...decision.plan, id: randomUUID() } };
    expect(await withTenant(store().pool, tenant, (tx) => saveMove(tx, unknown))).toEqual({
      kind: 'not_found',
    });
  });

  it('of two activations for one rep and month one wins, and the other transaction goes on', async () => {
    const tenant = await store().newTenant();
    const ready = await withTenant(store().pool, tenant, async (tx) => [
      await walk(tx, await open(tx)),
      await walk(tx, await open(tx)),
    ]);
    const results = await Promise.all(
      ready.map((plan) =>
        withTenant(store().pool, tenant, async (tx) => {
          const saved = await saveMove(tx, decide(plan, 'rep', activate));
          return {
            saved: saved.kind,
            state: (await getPlan(tx, plan.id))?.state,
            other: (await findOtherActivePlans(tx, [plan])).get(plan.id),
          };
        }),
      ),
    );
    const winner = ready[results.findIndex(({ saved }) => saved === 'saved')];
    expect(results.map(({ saved }) => saved).sort()).toEqual(['another_plan_active', 'saved']);
    expect(results.find(({ saved }) => saved === 'another_plan_active')).toMatchObject({
      state: 'proposed',
      other: winner?.id,
    });
  });

  it('next month’s plan may be active beside this month’s', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      for (const month of ['2026-11', '2026-12']) {
        const plan = await walk(tx, await open(tx, month));
        expect(await saveMove(tx, decide(plan, 'rep', activate))).toEqual({ kind: 'saved' });
      }
    });
  });

  it('lists by person, coach, month and state, page by page', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      const plans = [await open(tx, '2026-10'), await open(tx, '2026-11'), await open(tx, '2026-12')];
      const first = await listPlans(tx, {
        limit: 2,
        cursor: null,
        repIds: ['rep'],
        coachId: 'coach',
        state: 'draft',
      });
      expect(first).toMatchObject({ items: [{ month: '2026-12' }, { month: '2026-11' }] });
      if (first.kind !== 'page') throw new Error(first.kind);
      expect(await listPlans(tx, { limit: 2, cursor: first.nextCursor })).toMatchObject({
        items: [{ id: plans[0]?.id }],
        nextCursor: null,
      });
      expect(await listPlans(tx, { limit: 2, cursor: null, month: '2026-11' })).toMatchObject({
        items: [{ id: plans[1]?.id }],
      });
      expect(await listPlans(tx, { limit: 2, cursor: null, repIds: ['nobody'] })).toMatchObject({
        items: [],
      });
    });
  });

  it('a focus is opened, gets its skill and ends once', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      const id = randomUUID();
      await openFocus(tx, { id, repId: 'rep', skillId: null, startedAt: at });
      expect(await chooseFocusSkill(tx, id, 'qualify')).toBe(true);
      expect(await endFocus(tx, { id, endedAs: 'skill_holds', at })).toBe(true);
      expect(await endFocus(tx, { id, endedAs: 'paused', at })).toBe(false);
      expect(await getFocus(tx, id)).toEqual({
        id,
        repId: 'rep',
        skillId: 'qualify',
        startedAt: at,
        endedAt: at,
        endedAs: 'skill_holds',
      });
      expect(await getFocus(tx, randomUUID())).toBeNull();
    });
  });

  it('a person sees who read their record, the newest first', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      const read = {
        readerId: 'coach',
        subjectId: 'rep',
        resource: 'plan',
        resourceId: 'p1',
        reason: null,
        readAt: at,
      };
      for (const readerId of ['coach', 'director', 'ops-1']) await recordRead(tx, { ...read, readerId });
      await recordRead(tx, { ...read, subjectId: 'somebody else' });
      const first = await listReads(tx, { subjectId: 'rep', limit: 2, cursor: null });
      if (first.kind !== 'page') throw new Error(first.kind);
      expect(first.items).toEqual([
        { ...read, readerId: 'ops-1' },
        { ...read, readerId: 'director' },
      ]);
      expect(await listReads(tx, { subjectId: 'rep', limit: 2, cursor: first.nextCursor })).toEqual({
        kind: 'page',
        items: [read],
        nextCursor: null,
      });
    });
  });
});
