import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { RecordEntry } from '@stepup/coaching';
import type { RecordName } from '@stepup/contracts';
import { fromRecordRow } from './record-row.ts';
import type { StoredRecord } from './record-row.ts';
import { coachingRecordHistory } from '../schema/coaching-record-history.ts';
import { coachingRecords } from '../schema/coaching-records.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const keptMove = z.looseObject({ kind: z.string() });
const keptFacts = z.object({
  workedOnObstacleId: z.exactOptional(z.string().nullable()),
  nextLevelId: z.exactOptional(z.string().nullable()),
  learnedBefore: z.exactOptional(z.array(z.string())),
  outsiders: z.exactOptional(z.array(z.string())),
  horizonDays: z.exactOptional(z.number()),
  drawSeed: z.exactOptional(z.number()),
  teams: z.exactOptional(z.record(z.string(), z.string())),
});

/** The record of this kind, or null when the tenant has none with this id. */
export async function getRecord(
  tx: TenantTransaction,
  name: RecordName,
  id: string,
): Promise<StoredRecord | null> {
  const [row] = await tx.db
    .select()
    .from(coachingRecords)
    .where(
      and(eq(coachingRecords.tenant, tx.tenant), eq(coachingRecords.id, id), eq(coachingRecords.name, name)),
    );
  return row === undefined ? null : fromRecordRow(row);
}

/** Everything that was done to a record, oldest first. */
export async function listRecordHistory(tx: TenantTransaction, id: string): Promise<readonly RecordEntry[]> {
  const rows = await tx.db
    .select()
    .from(coachingRecordHistory)
    .where(and(eq(coachingRecordHistory.tenant, tx.tenant), eq(coachingRecordHistory.recordId, id)))
    .orderBy(asc(coachingRecordHistory.version));
  return rows.map(({ tenant: _tenant, move, facts, ...entry }) => ({
    ...entry,
    move: keptMove.parse(move),
    facts: keptFacts.parse(facts),
  }));
}

/** Records of one kind on a plan, oldest first, a hundred at most. */
export async function listRecordsOfPlan(
  tx: TenantTransaction,
  name: RecordName,
  planId: string,
): Promise<readonly StoredRecord[]> {
  const rows = await tx.db
    .select()
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(coachingRecords.planId, planId),
        eq(coachingRecords.name, name),
      ),
    )
    .orderBy(asc(coachingRecords.openedAt), asc(coachingRecords.id))
    .limit(100);
  return rows.map(fromRecordRow);
}

/** The obstacle of a plan that is being worked on, other than `id`; null for none. */
export async function findWorkedOnObstacle(
  tx: TenantTransaction,
  { planId, id }: { readonly planId: string; readonly id: string },
): Promise<string | null> {
  const [row] = await tx.db
    .select({ id: coachingRecords.id })
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(coachingRecords.planId, planId),
        eq(coachingRecords.name, 'obstacle'),
        eq(coachingRecords.state, 'worked_on'),
        ne(coachingRecords.id, id),
      ),
    );
  return row?.id ?? null;
}

/** Whether a person is an invited guest of a plan today. */
export async function isGuestOfPlan(
  tx: TenantTransaction,
  { planId, personId }: { readonly planId: string; readonly personId: string },
): Promise<boolean> {
  const [row] = await tx.db
    .select({ id: coachingRecords.id })
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(coachingRecords.planId, planId),
        eq(coachingRecords.name, 'invitation'),
        eq(coachingRecords.state, 'open'),
        sql`${coachingRecords.content} ->> 'guest_id' = ${personId}`,
      ),
    );
  return row !== undefined;
}

/** Who was a learner of this skill in a training that was held. */
export async function findSkillLearners(tx: TenantTransaction, skillId: string): Promise<readonly string[]> {
  const { rows } = await tx.db.execute(sql`
    select distinct participant ->> 'person_id' as person_id
    from ${coachingRecords}, jsonb_array_elements(${coachingRecords.content} -> 'participants') participant
    where ${coachingRecords.tenant} = ${tx.tenant} and ${coachingRecords.name} = 'training'
      and ${coachingRecords.state} = 'held' and ${coachingRecords.content} ->> 'skill_id' = ${skillId}
      and participant ->> 'capacity' = 'learner'`);
  return z
    .array(z.object({ person_id: z.string() }))
    .parse(rows)
    .map(({ person_id }) => person_id);
}
