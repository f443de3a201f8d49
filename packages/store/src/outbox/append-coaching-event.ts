import {
  type CoachingRecord,
  measurePlan,
  type Measures,
  type Plan,
  type RecordEntry,
} from '@stepup/coaching';
import type { CoachingEventData, RecordName } from '@stepup/contracts';
import type { Instant } from '@stepup/contracts';
import { appendEvent } from './append-event.ts';
import { ensurePseudonyms } from '../pseudonyms/find-pseudonyms.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

interface Told {
  readonly name: RecordName | 'plan';
  readonly id: string;
  readonly planId: string | null;
  readonly learnerId: string;
  readonly coachId: string | null;
  readonly state: string;
  readonly version: number;
  readonly move: string;
  readonly late: boolean;
  readonly openedAt: Instant;
  readonly at: Instant;
  readonly measures: Measures;
}

/** Tells of a record that was saved, in the same transaction: ids, states, counts, times; people under pseudonyms. */
export async function appendRecordEvent(
  tx: TenantTransaction,
  record: CoachingRecord<{ readonly state: string }>,
  entry: RecordEntry,
  measures: Measures,
): Promise<void> {
  await append(tx, {
    ...record,
    state: record.content.state,
    move: entry.move.kind,
    late: entry.late,
    at: entry.at,
    measures,
  });
}

/** Tells of a plan that was opened or moved, in the same transaction. */
export async function appendPlanEvent(
  tx: TenantTransaction,
  plan: Plan,
  move: { readonly move: string; readonly late: boolean; readonly at: Instant },
): Promise<void> {
  await append(tx, {
    ...plan,
    ...move,
    name: 'plan',
    planId: plan.id,
    learnerId: plan.repId,
    measures: measurePlan(plan),
  });
}

async function append(tx: TenantTransaction, told: Told): Promise<void> {
  const people = [told.learnerId, ...(told.coachId === null ? [] : [told.coachId])];
  const pseudonymOf = await ensurePseudonyms(tx, people);
  const payload: CoachingEventData = {
    record_id: told.id,
    plan_id: told.planId,
    learner: pseudonymOf.get(told.learnerId) ?? null,
    coach: told.coachId === null ? null : (pseudonymOf.get(told.coachId) ?? null),
    state: told.state,
    version: told.version,
    move: told.move,
    late: told.late,
    opened_at: told.openedAt,
    measures: told.measures,
  };
  const entity = `${told.name}/${told.id}`;
  await appendEvent(
    tx,
    { entity, version: told.version, type: `coaching.${told.name}.changed.v1`, payload },
    told.at,
  );
}
