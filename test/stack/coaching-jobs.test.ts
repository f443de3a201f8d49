/** The jobs that keep coaching going, on both backends: what they do, that doing them again changes nothing, and that they run at all. */
import { randomUUID } from 'node:crypto';
import { recordSchemas } from '@stepup/contracts';
import { decideMove, decideOpening, openPlan, type Plan, recordKinds } from '@stepup/coaching';
import {
  appendPlanEvent,
  beginWrite,
  claimOutbox,
  createPlan,
  getPlan,
  getRecord,
  listPlanHistory,
  listPlansUnderWay,
  listRecordHistory,
  listRecords,
  listWaitingRecords,
  markSent,
  measureBacklog,
  openFocus,
  saveRecord,
  setReminder,
  setRetention,
  withSystem,
} from '@stepup/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRedis, mustSkipWithout, startRedis } from '@stepup/local-servers';
import { type CoachingStack, startCoachingStack } from '../support/engine/start-coaching-stack.ts';

const planted = 'Quokkafels';
/** A Monday, eight in the morning where the tenant is. */
const monday = '2026-11-30T07:10:00Z';
const at = '2026-11-30T07:10:00.000000Z';

function person(personId: string, managerId: string | null, id = personId): Record<string, unknown> {
  return {
    specversion: '1.0',
    source: 'crm',
    type: 'sales.person.changed.v1',
    id: `person-${id}`,
    time: id === personId ? '2026-01-01T00:00:00Z' : '2026-11-15T00:00:00Z',
    data: {
      person_id: personId,
      name: `${personId} ${planted}`,
      active: true,
      role: managerId === null ? 'manager' : 'rep',
      email: `${personId}@acme.example`,
      ...(managerId === null ? {} : { manager_id: managerId }),
    },
  };
}

const configured = {
  specversion: '1.0',
  source: 'crm',
  type: 'sales.tenant.configured.v1',
  id: 'tenant',
  time: '2026-01-01T00:00:00Z',
  data: { time_zone: 'Europe/Berlin' },
};
const team = [
  configured,
  person('rita', 'mia'),
  person('rob', 'mia'),
  person('mia', null),
  person('max', null),
];

/** Nothing can be asked about it; whatever the jobs do for other tenants they do all the same. */
const broken = 'a-broken';

const withoutRedis = mustSkipWithout('Redis', await findRedis());
const backends = [
  { name: 'PostgreSQL', start: async () => ({ url: undefined, close: async () => undefined }) },
  ...(withoutRedis ? [] : [{ name: 'Redis', start: startRedis }]),
];

describe.each(backends)('on $name', ({ start }) => {
  let stack: CoachingStack;
  let stopBackend: () => Promise<unknown>;
  beforeAll(async () => {
    const backend = await start();
    stopBackend = () => Promise.resolve(backend.close());
    stack = await startCoachingStack(monday, backend.url);
    // The first of all tenants, so that every job comes to it before those below.
    await stack.load(broken, [
      ...team,
      { ...configured, type: 'sales.person.erased.v1', id: 'erase-rob', data: { person_id: 'rob' } },
    ]);
    await stack.breakTenant(broken);
  }, 240_000);
  afterAll(async () => {
    await stack.stop();
    await stopBackend();
  });

  const openOne = (tenant: string, repId: string, coachId: string, when = at): Promise<Plan> =>
    stack.inTenant(tenant, async (tx) => {
      const focusId = randomUUID();
      await openFocus(tx, { id: focusId, repId, skillId: null, startedAt: when });
      const plan = openPlan({
        id: randomUUID(),
        focusId,
        repId,
        coachId,
        month: when.slice(0, 7),
        basis: 'own_wish',
        diagnosisId: null,
        at: when,
      });
      await createPlan(tx, plan, { by: repId, side: 'rep' });
      await appendPlanEvent(tx, plan, { move: 'open', late: false, at: when });
      return plan;
    });

  it.each([
    'assess-month',
    'delete-expired',
    'erase-people',
    'hand-over-plans',
    'pass-up-disputes',
    'send-digests',
    'tell-boards',
  ] as const)('%s goes on to the next tenant where one cannot be worked for', async (job) => {
    await expect(stack.inTenant(broken, listPlansUnderWay)).rejects.toThrow();
    await stack.run(job);
  });

  it('asks a level higher where nobody answers a dispute within five working days, and ends at the top', async () => {
    const tenant = 'disputing';
    await stack.load(tenant, [
      ...team,
      person('mia', 'max', 'mia-reports'),
      person('max', 'dana', 'max-reports'),
    ]);
    await stack.load(tenant, [person('dana', null)]);
    const raise = (learnerId: string, indicator: string) =>
      stack.inTenant(tenant, async (tx) => {
        const opened = decideOpening(
          recordKinds.dispute,
          { id: randomUUID(), learnerId, coachId: 'mia', planId: null },
          { indicator, key: 'qualified', value: '0.21', text: planted },
          { by: learnerId, side: 'learner', at, today: '2026-11-30', facts: {} },
        );
        if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.broken));
        await saveRecord(tx, { ...opened, projection: recordKinds.dispute.project(opened.record.content) });
        return opened.record.id;
      });
    const ofNumber = await raise('rita', 'step_up_rate');
    const ofFinding = await raise('rob', 'diagnosis');
    const askedFor = async (id: string) => {
      const stored = await stack.inTenant(tenant, (tx) => getRecord(tx, 'dispute', id));
      const { due_on, passed_up } = recordSchemas.dispute.content.parse(stored?.content);
      return { due_on, to: passed_up.map(({ to }) => to) };
    };
    const passUpOn = async (day: string) => {
      stack.setClock(`${day}T07:10:00Z`);
      await stack.run('pass-up-disputes');
      await stack.run('pass-up-disputes');
    };
    await passUpOn('2026-12-07');
    expect(await askedFor(ofNumber)).toEqual({ due_on: '2026-12-07', to: [] });
    await passUpOn('2026-12-08');
    expect(await askedFor(ofNumber)).toEqual({ due_on: '2026-12-15', to: ['mia'] });
    expect(await askedFor(ofFinding)).toEqual({ due_on: '2026-12-15', to: ['max'] });
    const seenBy = (personId: string) =>
      stack.inTenant(tenant, async (tx) => {
        const reader = { kind: 'person', personId, openStates: [], forThoseListed: false } as const;
        const page = await listRecords(tx, { name: 'dispute', reader, limit: 10, cursor: null });
        const asked = { personId, learnerIds: [personId], callsSince: at };
        const waiting = await listWaitingRecords(tx, asked);
        return [page.kind === 'page' ? page.items : [], waiting].map((found) => found.map(({ id }) => id));
      });
    expect(await seenBy('max')).toEqual([[ofFinding], [ofFinding]]);
    expect(await seenBy('dana')).toEqual([[], []]);
    for (const day of ['2026-12-16', '2026-12-24', '2027-01-04', '2027-01-12']) await passUpOn(day);
    expect((await askedFor(ofNumber)).to).toEqual(['mia', 'max', 'dana', null]);
    expect((await askedFor(ofFinding)).to).toEqual(['max', 'dana', null]);
    const history = await stack.inTenant(tenant, (tx) => listRecordHistory(tx, ofFinding));
    expect(history.map(({ side }) => side)).toEqual(['learner', 'product', 'product', 'product']);
    stack.setClock(monday);
  });

  it('moves a plan to a new manager, once, and leaves the notes of before closed', async () => {
    const tenant = 'moving';
    await stack.load(tenant, team);
    const { id } = await openOne(tenant, 'rita', 'mia');
    await stack.run('hand-over-plans');
    expect((await stack.inTenant(tenant, (tx) => getPlan(tx, id)))?.handovers).toEqual([]);
    await stack.load(tenant, [person('rita', 'max', 'rita-moves')]);
    await stack.run('hand-over-plans');
    await stack.run('hand-over-plans');
    const moved = await stack.inTenant(tenant, (tx) => getPlan(tx, id));
    expect(moved).toMatchObject({
      coachId: 'max',
      handovers: [{ from: 'mia', to: 'max', notesOpenedAt: null }],
    });
    const history = await stack.inTenant(tenant, (tx) => listPlanHistory(tx, id));
    expect(history.map(({ move, side }) => `${move} ${side}`)).toEqual(['open rep', 'hand_over product']);
    if (moved === null) throw new Error('the plan is there');
    const ask = { actorId: 'rita', at, today: '2026-11-30', otherActivePlanId: null };
    expect(decideMove(moved, { kind: 'open_older_notes' }, ask)).toMatchObject({
      plan: { handovers: [{ notesOpenedAt: at }] },
    });
  });

  it('erases in the system of record whoever an event erased', async () => {
    const tenant = 'erasing';
    await stack.load(tenant, team);
    await openOne(tenant, 'rita', 'mia');
    await openOne(tenant, 'rob', 'mia');
    const erased = {
      ...configured,
      type: 'sales.person.erased.v1',
      id: 'erase-rita',
      data: { person_id: 'rita' },
    };
    await stack.load(tenant, [erased]);
    await stack.run('erase-people');
    const left = await stack.inTenant(tenant, listPlansUnderWay);
    expect(left.map(({ repId }) => repId)).toEqual(['rob']);
  });

  it('deletes what was sent, keys whose day is over, and records whose time has come: the outbox does not grow', async () => {
    const tenant = 'expiring';
    await stack.load(tenant, team);
    const holder = randomUUID();
    const sizeOf = async (table: string): Promise<number> =>
      stack.inTenant(tenant, async (tx) =>
        Number((await tx.db.execute(`select count(*) as n from stepup.${table}`)).rows[0]?.['n']),
      );
    for (let day = 1; day <= 20; day += 1) {
      const when = `2026-12-${String(day).padStart(2, '0')}T07:10:00.000000Z`;
      stack.setClock(when);
      for (let n = 0; n < 3; n += 1) await openOne(tenant, 'rita', 'mia', when);
      const key = { actor: 'rita', key: randomUUID(), fingerprint: 'f', at: when };
      await stack.inTenant(tenant, (tx) => beginWrite(tx, key));
      const claim = await withSystem(stack.pool, (tx) =>
        claimOutbox(tx, { holder, at: when, leaseSeconds: 30, limit: 500, after: null }),
      );
      if (claim.kind !== 'claimed') throw new Error(claim.kind);
      const eventIds = claim.events.map(({ eventId }) => eventId);
      await withSystem(stack.pool, (tx) => markSent(tx, { holder, at: when, eventIds }));
    }
    const unsent = await openOne(tenant, 'rob', 'mia', '2026-12-01T00:00:00.000000Z');
    await stack.run('delete-expired');
    // Seven days, and the one that nobody has sent.
    expect(await sizeOf('outbox')).toBe(7 * 3 + 3 + 1);
    expect(await sizeOf('idempotency_keys')).toBe(1);
    expect(await withSystem(stack.pool, measureBacklog)).toMatchObject({ unsent: 1 });
    expect(await stack.inTenant(tenant, (tx) => getPlan(tx, unsent.id))).not.toBeNull();
    await stack.inTenant(tenant, (tx) =>
      setRetention(tx, { kind: 'plan', keptDays: 30, setBy: 'ops-1', setAt: at }),
    );
    stack.setClock('2027-03-01T07:10:00Z');
    await stack.run('delete-expired');
    expect(await sizeOf('plans')).toBe(0);
    expect(await sizeOf('plan_history')).toBe(0);
    stack.setClock(monday);
  });

  it('reminds on working mornings, once a day, of what waits, and of no word of it', async () => {
    const tenant = 'reminding';
    await stack.load(tenant, team);
    const plan = await openOne(tenant, 'rita', 'mia');
    await stack.inTenant(tenant, async (tx) => {
      const opened = decideOpening(
        recordKinds.barrier,
        { id: randomUUID(), learnerId: 'rita', coachId: 'mia', planId: null },
        { what: 'time', text: `${planted} ${plan.id}` },
        { by: 'rita', side: 'learner', at: '2026-11-05T07:10:00.000000Z', today: '2026-11-05', facts: {} },
      );
      if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.broken));
      await saveRecord(tx, { ...opened, projection: recordKinds.barrier.project(opened.record.content) });
      await setReminder(tx, { personId: 'rob', digest: 'off' });
    });
    const mailsTo = async (who: string) =>
      (await stack.readMails()).filter((mail) => mail.includes(`To: ${who}@acme.example`));
    const before = (await mailsTo('mia')).length;
    stack.setClock('2026-11-29T08:00:00Z');
    await stack.run('send-digests');
    stack.setClock('2026-11-30T03:00:00Z');
    await stack.run('send-digests');
    expect((await mailsTo('mia')).length).toBe(before);
    stack.setClock(monday);
    await stack.run('send-digests');
    await stack.run('send-digests');
    const mails = await stack.readMails();
    expect(mails.filter((mail) => mail.includes('To: rob@acme.example') && mail.includes('R.')).length).toBe(
      0,
    );
    expect(mails.some((mail) => mail.includes('Answer R., who is held up'))).toBe(true);
    expect(mails.filter((mail) => mail.includes('Answer R., who is held up'))).toHaveLength(1);
    for (const mail of mails) {
      expect(mail).not.toContain(planted);
      expect(mail).not.toMatch(/\d\s*%|rate|gap|finding/i);
    }
  });
});
