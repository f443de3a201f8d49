import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { decideOpening, decideRecordMove, openPlan, recordKinds, replayRecord } from '@stepup/coaching';
import { recordSchemas, type ObstacleContent } from '@stepup/contracts';
import type { CoachingRecord } from '@stepup/coaching';
import { describeStore } from '../test-support/describe-store.ts';
import { openFocus } from '../focuses/focus.ts';
import { createPlan } from '../plans/create-plan.ts';
import { findWorkedOnObstacle, getRecord, listRecordHistory } from './get-record.ts';
import { listRecords } from './list-records.ts';
import { ensurePseudonyms, listPseudonyms } from '../pseudonyms/find-pseudonyms.ts';
import { saveRecord } from './save-record.ts';
import { withTenant } from '../transactions/with-tenant.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const at = '2026-11-02T08:00:00.123456Z';
const now = { by: 'r', side: 'learner', at, today: '2026-11-02', facts: {} } as const;
const kind = recordKinds.obstacle;

async function newPlan(tx: TenantTransaction): Promise<string> {
  const [id, focusId] = [randomUUID(), randomUUID()];
  await openFocus(tx, { id: focusId, repId: 'r', skillId: null, startedAt: at });
  const plan = openPlan({
    id,
    focusId,
    repId: 'r',
    coachId: 'm',
    month: '2026-11',
    basis: 'own_wish',
    diagnosisId: null,
    at,
  });
  await createPlan(tx, plan, { by: 'r', side: 'rep' });
  return id;
}

async function openObstacle(tx: TenantTransaction, planId: string): Promise<CoachingRecord<ObstacleContent>> {
  const opened = decideOpening(
    kind,
    { id: randomUUID(), learnerId: 'r', coachId: 'm', planId },
    { text: 'no time' },
    now,
  );
  if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.broken));
  const saved = await saveRecord(tx, { ...opened, projection: kind.project(opened.record.content) });
  expect(saved).toEqual({ kind: 'saved' });
  return opened.record;
}

function workOn(record: CoachingRecord<ObstacleContent>) {
  const decision = decideRecordMove(kind, record, { kind: 'work_on' }, now);
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.broken));
  return { ...decision, projection: kind.project(decision.record.content) };
}

describeStore('coaching records', (store) => {
  it('are kept with their history, which replays to the same record', async () => {
    const tenant = await store().newTenant();
    const record = await withTenant(store().pool, tenant, async (tx) => {
      const opened = await openObstacle(tx, await newPlan(tx));
      const moved = workOn(opened);
      expect(await saveRecord(tx, moved)).toEqual({ kind: 'saved' });
      expect(await saveRecord(tx, moved)).toEqual({ kind: 'stale' });
      return moved.record;
    });
    await withTenant(store().pool, tenant, async (tx) => {
      expect(await getRecord(tx, 'obstacle', record.id)).toMatchObject(record);
      expect(await getRecord(tx, 'call', record.id)).toBeNull();
      const { learnerId, coachId, planId } = record;
      const replayed = replayRecord(
        kind,
        { learnerId, coachId, planId },
        await listRecordHistory(tx, record.id),
        {
          opening: (kept) => recordSchemas.obstacle.opening.parse(kept),
          move: (kept) => recordSchemas.obstacle.move.parse(kept),
        },
      );
      expect(replayed).toEqual(record);
    });
  });

  it('settle a race of two obstacles in the database', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      const planId = await newPlan(tx);
      const [one, other] = [await openObstacle(tx, planId), await openObstacle(tx, planId)];
      expect(await findWorkedOnObstacle(tx, { planId, id: other.id })).toBeNull();
      expect(await saveRecord(tx, workOn(one))).toEqual({ kind: 'saved' });
      expect(await findWorkedOnObstacle(tx, { planId, id: other.id })).toBe(one.id);
      expect(await saveRecord(tx, workOn(other))).toEqual({
        kind: 'raced',
        rule: 'another_obstacle_worked_on',
      });
      // The transaction goes on after the race.
      expect(await getRecord(tx, 'obstacle', other.id)).toMatchObject({ version: 1 });
    });
  });

  it('have no state without its entry, no version left out, and another identity never', async () => {
    const tenant = await store().newTenant();
    const record = await withTenant(store().pool, tenant, async (tx) => openObstacle(tx, await newPlan(tx)));
    const change = (set: string) =>
      withTenant(store().pool, tenant, (tx) =>
        tx.db.execute(sql.raw(`update stepup.coaching_records set ${set} where id = '${record.id}'`)),
      );
    await expect(change('version = 2')).rejects.toMatchObject({ code: '23503' });
    await expect(change('version = 3')).rejects.toMatchObject({ cause: { code: '23001' } });
    await expect(change(`version = 2, learner_id = 'x'`)).rejects.toMatchObject({ cause: { code: '23001' } });
    await expect(change(`version = 2, state = 'removed'`)).rejects.toMatchObject({
      cause: { code: '23514' },
    });
  });

  it('are listed newest first, to those who are in them, and practices to all once they are offered', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      const planId = await newPlan(tx);
      for (let n = 0; n < 3; n += 1) await openObstacle(tx, planId);
      const list = (personId: string, limit: number, cursor: string | null = null) =>
        listRecords(tx, {
          name: 'obstacle',
          reader: { kind: 'person', personId, openStates: [], forThoseListed: false },
          limit,
          cursor,
        });
      const first = await list('r', 2);
      if (first.kind !== 'page') throw new Error(first.kind);
      const second = await list('r', 2, first.nextCursor);
      expect(first.items).toHaveLength(2);
      expect(second).toMatchObject({ items: [{ planId }], nextCursor: null });
      expect(await list('m', 10)).toMatchObject({ items: [{}, {}, {}] });
      expect(await list('stranger', 10)).toMatchObject({ items: [] });
    });
  });

  it('name people by pseudonyms that stay the same', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      const first = await ensurePseudonyms(tx, ['a', 'b', 'a']);
      const again = await ensurePseudonyms(tx, ['b', 'c']);
      expect(again.get('b')).toBe(first.get('b'));
      expect((await listPseudonyms(tx)).get(first.get('a') ?? '')).toBe('a');
      expect((await listPseudonyms(tx)).size).toBe(3);
    });
  });
});
