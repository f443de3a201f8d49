import {
  type CoachingRecord,
  measurePlan,
  type Measures,
  type Plan,
  type RecordEntry,
} from '@stepup/coaching';
import type { CoachingEventData, RecordName, ReviewState } from '@stepup/contracts';
import type { Instant } from '@stepup/contracts';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { appendEvent } from './append-event.ts';
import { ensurePseudonyms } from '../pseudonyms/find-pseudonyms.ts';
import { diagnoses } from '../schema/diagnoses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';
import type { StoredVerification } from '../verifications/verifications.ts';

/** What happens to a finding: what looks say of it, what people make of it, and what the person says against it. */
export type FindingMove =
  | 'raised'
  | 'tier_changed'
  | 'cleared'
  | `reviewed_${ReviewState}`
  | 'disputed'
  | 'dispute_answered'
  | 'dispute_withdrawn';

/** Of the evidence, as far as it names them. */
const frozenNumbers = z
  .object({ rate: z.number(), typical: z.number(), p_gap: z.number(), n: z.number() })
  .or(z.looseObject({}).transform(() => ({})));

interface Told {
  readonly name: RecordName | 'plan' | 'finding' | 'verification';
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

/** Tells what became of a finding, in the same transaction, as the next version of it. The row of the finding is locked. */
export async function appendFindingEvent(
  tx: TenantTransaction,
  findingId: string,
  { move, at }: { readonly move: FindingMove; readonly at: Instant },
): Promise<void> {
  const [row] = await tx.db
    .update(diagnoses)
    .set({ eventVersion: sql`${diagnoses.eventVersion} + 1` })
    .where(and(eq(diagnoses.tenant, tx.tenant), eq(diagnoses.id, findingId)))
    .returning();
  if (row === undefined) throw new Error(`there is no finding ${findingId}`);
  await append(tx, {
    name: 'finding',
    id: row.id,
    planId: null,
    learnerId: row.repId,
    coachId: null,
    state: row.statisticalState,
    version: row.eventVersion,
    move,
    late: false,
    openedAt: row.since,
    at,
    measures: {
      pipeline_id: row.pipelineId,
      stage_id: row.stageId,
      tier: row.tier,
      look_as_of: row.lookAsOf,
      model_version: row.modelVersion,
      review_state: row.reviewState,
      ...frozenNumbers.parse(row.evidence),
    },
  });
}

/** Tells what verification says of a plan, as a new version of it, in the same transaction. The record is the plan. */
export async function appendVerificationEvent(
  tx: TenantTransaction,
  plan: Pick<Plan, 'id' | 'repId' | 'coachId'>,
  { version, madeAt, content }: Pick<StoredVerification, 'version' | 'madeAt' | 'content'>,
): Promise<void> {
  const { outcome, behaviour } = content;
  await append(tx, {
    name: 'verification',
    id: plan.id,
    planId: plan.id,
    learnerId: plan.repId,
    coachId: plan.coachId,
    state: outcome.verdict,
    version,
    move: version === 1 ? 'said' : 'said_otherwise',
    late: false,
    openedAt: content.started_at,
    at: madeAt,
    measures: {
      pipeline_id: content.pipeline_id,
      stage_id: content.stage_id,
      behaviour: behaviour?.verdict ?? null,
      decided_at: outcome.decided_at,
      effect: outcome.effect?.log_odds.mean ?? null,
      effect_sd: outcome.effect?.log_odds.sd ?? null,
      points: outcome.effect?.points.mean ?? null,
    },
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
