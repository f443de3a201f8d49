import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, it } from 'vitest';
import { decideOpening, decideRecordMove, drawWaitList, openPlan, recordKinds } from '@stepup/coaching';
import { recordSchemas } from '@stepup/contracts';
import { sql } from 'drizzle-orm';
import {
  findCalendarFeed,
  readCalendarFeed,
  replaceCalendarFeed,
  revokeCalendarFeed,
} from '../calendar-feeds/calendar-feeds.ts';
import { openFocus } from '../focuses/focus.ts';
import { beginWrite } from '../idempotency/begin-write.ts';
import { finishWrite } from '../idempotency/finish-write.ts';
import { createPlan } from '../plans/create-plan.ts';
import { getPlan } from '../plans/get-plan.ts';
import { ensurePseudonyms, listPseudonyms } from '../pseudonyms/find-pseudonyms.ts';
import { listReads } from '../read-log/list-reads.ts';
import { recordRead } from '../read-log/record-read.ts';
import { setReminder } from '../reminders/reminder.ts';
import { getRecord } from '../records/get-record.ts';
import { saveRecord } from '../records/save-record.ts';
import { describeStore, type TestStore } from '../test-support/describe-store.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';
import { withTenant } from '../transactions/with-tenant.ts';
import { erasePerson } from './erase-person.ts';
import { listRetention, setRetention } from '../retention/retention.ts';
import { expireRecords } from './expire-records.ts';
import { exportPerson } from './export-person.ts';

const at = '2026-11-02T08:00:00.123456Z';

/** A plan of `learner` coached by `coach`, with an obstacle, a read and what an idempotent write keeps. */
async function plant(tx: TenantTransaction, learner: string, coach: string, when = at): Promise<string> {
  const [id, focusId] = [randomUUID(), randomUUID()];
  await openFocus(tx, { id: focusId, repId: learner, skillId: null, startedAt: when });
  const about = { id, focusId, repId: learner, coachId: coach, month: when.slice(0, 7), diagnosisId: null };
  await createPlan(tx, openPlan({ ...about, basis: 'own_wish', at: when }), { by: coach, side: 'coach' });
  const opened = decideOpening(
    recordKinds.obstacle,
    { id: randomUUID(), learnerId: learner, coachId: coach, planId: id },
    { text: `what ${learner} finds hard` },
    { by: coach, side: 'coach', at: when, today: when.slice(0, 10), facts: {} },
  );
  if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.broken));
  await saveRecord(tx, { ...opened, projection: recordKinds.obstacle.project(opened.record.content) });
  await recordRead(tx, {
    readerId: coach,
    subjectId: learner,
    resource: 'plan',
    resourceId: id,
    reason: null,
    readAt: when,
  });
  const write = { actor: coach, key: randomUUID() };
  await beginWrite(tx, { ...write, fingerprint: 'f', at: when });
  await finishWrite(tx, { ...write, status: 201, answer: { rep_id: learner } });
  return id;
}

/** Every cell of the database that holds a text, as the superuser sees it: no policy hides anything. */
async function findEverywhere(store: TestStore, text: string): Promise<string[]> {
  const url = new URL(store.server.superuserUrl);
  url.pathname = '/stepup';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'stepup'::regnamespace and relkind in ('r', 'p')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(
      `select t::text as row from stepup.${name} t where position($1 in t::text) > 0`,
      [text],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  await client.end();
  return found;
}

describeStore('privacy', (store) => {
  it('an erased person is found nowhere any more, and the records of others stay', async () => {
    const tenant = await store().newTenant();
    const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) =>
      withTenant(store().pool, tenant, work);
    const [gone, boss, mate] = ['gone-7f3a', 'boss-7f3a', 'mate-7f3a'];
    const planOfMate = await inTenant(async (tx) => {
      await plant(tx, gone, boss);
      const planId = await plant(tx, mate, gone);
      await plant(tx, mate, boss);
      await ensurePseudonyms(tx, [gone, boss, mate]);
      await setReminder(tx, { personId: gone, digest: 'daily' });
      await replaceCalendarFeed(tx, { personId: gone, secretHash: 'a'.repeat(64), madeAt: at });
      return planId;
    });
    expect((await findEverywhere(store(), gone)).length).toBeGreaterThan(10);

    const deleted = await inTenant((tx) => erasePerson(tx, { personId: gone, at }));
    expect(deleted).toMatchObject({
      plans: 1,
      coaching_records: 1,
      coaching_record_history: 1,
      read_log: 1,
      pseudonyms: 1,
    });
    expect(await findEverywhere(store(), gone)).toEqual([]);
    await inTenant(async (tx) => {
      expect([...(await listPseudonyms(tx)).values()].toSorted()).toEqual([boss, mate]);
      expect((await getPlan(tx, planOfMate))?.coachId).toMatch(/^erased-[0-9a-f-]{36}$/);
      const reads = await listReads(tx, { subjectId: mate, limit: 10, cursor: null });
      expect(reads.kind === 'page' && reads.items.map(({ readerId }) => readerId).toSorted()).toEqual([
        boss,
        expect.stringMatching(/^erased-/),
      ]);
      // Words about others are theirs, whoever wrote them.
      expect(JSON.stringify(await exportPerson(tx, mate))).toContain(`what ${mate} finds hard`);
    });
  });

  it('takes what comes in later under the same stand-in', async () => {
    const tenant = await store().newTenant();
    const standIns = await withTenant(store().pool, tenant, async (tx) => {
      const first = await plant(tx, 'mate', 'late-1');
      await erasePerson(tx, { personId: 'late-1', at });
      const second = await plant(tx, 'mate', 'late-1');
      await erasePerson(tx, { personId: 'late-1', at });
      return [(await getPlan(tx, first))?.coachId, (await getPlan(tx, second))?.coachId];
    });
    expect(standIns[0]).toMatch(/^erased-/);
    expect(standIns[1]).toBe(standIns[0]);
  });

  it('erases nobody of another tenant', async () => {
    const [mine, theirs] = [await store().newTenant(), await store().newTenant()];
    await withTenant(store().pool, theirs, (tx) => plant(tx, 'same-id', 'boss'));
    await withTenant(store().pool, mine, (tx) => erasePerson(tx, { personId: 'same-id', at }));
    const kept = await withTenant(store().pool, theirs, (tx) => exportPerson(tx, 'same-id'));
    expect(kept['plans']).toHaveLength(1);
  });

  it('gives a person all that is about them and nothing about others', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      await plant(tx, 'asks', 'boss');
      await plant(tx, 'other', 'boss');
      await setReminder(tx, { personId: 'asks', digest: 'daily' });
      const own = await exportPerson(tx, 'asks');
      const counts = Object.fromEntries(Object.entries(own).map(([table, rows]) => [table, rows.length]));
      expect(counts).toEqual({
        focuses: 1,
        plans: 1,
        plan_history: 1,
        plan_verifications: 0,
        coaching_records: 1,
        coaching_record_history: 1,
        diagnoses: 0,
        diagnosis_cells: 0,
        read_log: 1,
        diagnosis_pauses: 0,
        reminders: 1,
        campaigns: 0,
      });
      expect(JSON.stringify(own)).toContain('what asks finds hard');
      expect(JSON.stringify(own)).not.toContain('other');
    });
  });

  it('gives whoever is in a campaign their line of it, and erases them from it', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      const names = ['in-1', 'in-2', 'in-3', 'in-4', 'in-5', 'in-6'];
      const stamp = { by: 'leads', side: 'learner' as const, at, today: at.slice(0, 10), facts: {} };
      const opened = decideOpening(
        recordKinds.campaign,
        { id: randomUUID(), learnerId: 'leads', coachId: 'boss', planId: null },
        {
          title: 'first meetings',
          skill_id: 'discovery',
          pipeline_id: 'sales',
          stage_id: 'meeting',
          people: names,
          starts_on: '2026-11-09',
        },
        stamp,
      );
      if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.broken));
      const save = async (decided: typeof opened) =>
        saveRecord(tx, { ...decided, projection: recordKinds.campaign.project(decided.record.content) });
      await save(opened);
      const drawn = decideRecordMove(
        recordKinds.campaign,
        opened.record,
        { kind: 'draw' },
        { ...stamp, facts: { drawSeed: 7, teams: {} } },
      );
      if (drawn.kind === 'refused') throw new Error(JSON.stringify(drawn.broken));
      await save(drawn);
      const effect = { verdict: 'too_early' };
      await tx.db
        .execute(sql`insert into stepup.campaign_effects (tenant, campaign_id, version, made_at, as_of, content)
        values (${tenant}, ${opened.record.id}, 1, ${at}, ${at}, ${JSON.stringify(effect)})`);
      const { campaigns } = await exportPerson(tx, 'in-3');
      expect(campaigns).toMatchObject([
        {
          learner_id: 'leads',
          content: { title: 'first meetings', people: [{ person_id: 'in-3' }], people_count: 6 },
          verdicts: [{ verdict: 'too_early' }],
        },
      ]);
      expect(JSON.stringify(campaigns)).not.toMatch(/in-[124-6]|seed/);
      await erasePerson(tx, { personId: 'in-3', at });
      const { content } = (await getRecord(tx, 'campaign', opened.record.id)) ?? {};
      expect(JSON.stringify(content)).not.toContain('in-3');
      // The lot can still be drawn again: who was drawn stays as many, in the same places.
      const left = recordSchemas.campaign.content.parse(content);
      const now = left.people.filter(({ arm }) => arm === 'now').map(({ person_id }) => person_id);
      const { seed, blocks } = left.draw ?? { seed: 0, blocks: [] };
      expect([...drawWaitList(seed, blocks)].toSorted()).toEqual(now.toSorted());
      expect(now).toHaveLength(3);
      await erasePerson(tx, { personId: 'leads', at });
      expect(await getRecord(tx, 'campaign', opened.record.id)).toBeNull();
    });
    expect(await findEverywhere(store(), 'in-3')).toEqual([]);
  });

  it('deletes what is old with all that hangs on it, and nothing that is not', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      await plant(tx, 'rep', 'boss', '2020-01-01T00:00:00.000000Z');
      const kept = await plant(tx, 'rep', 'boss');
      const limits = { now: at, rules: await listRetention(tx) };
      expect(await expireRecords(tx, limits)).toMatchObject({
        plans: 1,
        coaching_records: 1,
        read_log: 1,
        plan_history: 1,
      });
      const left = await exportPerson(tx, 'rep');
      expect(left['plans']).toMatchObject([{ id: kept }]);
      expect(left['coaching_records']).toHaveLength(1);
      expect(await expireRecords(tx, limits)).toMatchObject({ plans: 0, coaching_records: 0, read_log: 0 });
    });
  });

  it('keeps each kind as long as the tenant says, whatever it hangs on', async () => {
    const tenant = await store().newTenant();
    const other = await store().newTenant();
    const count = async (of: string) =>
      withTenant(store().pool, of, async (tx) => (await exportPerson(tx, 'rep'))['coaching_records']?.length);
    for (const of of [tenant, other]) {
      await withTenant(store().pool, of, (tx) => plant(tx, 'rep', 'boss', '2026-08-01T00:00:00.000000Z'));
    }
    await withTenant(store().pool, tenant, async (tx) => {
      for (const { kind } of await listRetention(tx)) {
        if (kind === 'plan' || kind === 'read') continue;
        await setRetention(tx, { kind, keptDays: 30, setBy: 'ops-1', setAt: at });
      }
      const limits = { now: at, rules: await listRetention(tx) };
      expect(await expireRecords(tx, limits)).toMatchObject({ plans: 0, coaching_records: 1, read_log: 0 });
    });
    expect([await count(tenant), await count(other)]).toEqual([0, 1]);
  });

  it('lets nobody change a history by saying that something is erased', async () => {
    const tenant = await store().newTenant();
    const attempt = withTenant(store().pool, tenant, async (tx) => {
      await plant(tx, 'rep', 'boss');
      await tx.db.execute(`set local stepup.erasing = 'on'`);
      await tx.db.execute(`update stepup.coaching_records set learner_id = 'somebody else'`);
    });
    await expect(attempt).rejects.toThrow();
  });

  it('a calendar has one address at a time', async () => {
    const tenant = await store().newTenant();
    await withTenant(store().pool, tenant, async (tx) => {
      const [one, two] = ['1'.repeat(64), '2'.repeat(64)];
      await replaceCalendarFeed(tx, { personId: 'rep', secretHash: one, madeAt: at });
      await replaceCalendarFeed(tx, { personId: 'rep', secretHash: two, madeAt: at });
      expect([await findCalendarFeed(tx, one), await findCalendarFeed(tx, two)]).toEqual([null, 'rep']);
      expect(await revokeCalendarFeed(tx, 'rep')).toBe(true);
      expect([await findCalendarFeed(tx, two), await readCalendarFeed(tx, 'rep')]).toEqual([null, null]);
      expect(await revokeCalendarFeed(tx, 'rep')).toBe(false);
    });
  });
});
