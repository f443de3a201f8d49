import { lte } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { findPlaced } from './find-placed.ts';
import { fromFindingRow } from './finding.ts';
import type { Finding } from './finding.ts';
import { appendFindingEvent } from '../outbox/append-coaching-event.ts';
import type { FindingMove } from '../outbox/append-coaching-event.ts';
import { diagnoses } from '../schema/diagnoses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export type FindingRecord = Omit<
  Finding,
  'reviewState' | 'reviewVersion' | 'reviewedBy' | 'reviewedAt' | 'createdAt'
> & { readonly at: Instant };

/**
 * Writes what a look says about a finding, known by (rep, pipeline, stage, since). The first record keeps its id and
 * its evidence for good; later ones change tier, statistical state, look and model alone. A look older than the one
 * that spoke last changes nothing, so looks may be recorded in any order. Never touches what people wrote. What changed
 * is told in the same transaction; a look that says the same again tells nothing.
 */
export async function recordFinding(tx: TenantTransaction, record: FindingRecord): Promise<Finding> {
  const { at, ...finding } = record;
  const { tier, statisticalState, lookAsOf, modelVersion } = finding;
  const target = [
    diagnoses.tenant,
    diagnoses.repId,
    diagnoses.pipelineId,
    diagnoses.stageId,
    diagnoses.since,
  ];
  const before = await findPlaced(tx, finding, 'update');
  const [written] = await tx.db
    .insert(diagnoses)
    .values({ tenant: tx.tenant, ...finding, createdAt: at })
    .onConflictDoUpdate({
      target,
      set: { tier, statisticalState, lookAsOf, modelVersion },
      setWhere: lte(diagnoses.lookAsOf, lookAsOf),
    })
    .returning();
  if (written !== undefined) {
    const move = moveOf(before, written);
    if (move !== null) await appendFindingEvent(tx, written.id, { move, at });
    return fromFindingRow(written);
  }
  const newer = await findPlaced(tx, finding);
  if (newer === undefined) throw new Error(`diagnosis ${finding.id} was neither written nor found`);
  return fromFindingRow(newer);
}

type FindingRow = typeof diagnoses.$inferSelect;

/** What a look changed; null where nothing did and that was told already. */
function moveOf(before: FindingRow | undefined, after: FindingRow): FindingMove | null {
  const { statisticalState, tier } = after;
  const isNew = before === undefined || after.eventVersion === 0;
  if (statisticalState === 'cleared') return isNew || before.statisticalState === 'raised' ? 'cleared' : null;
  if (isNew || before.statisticalState === 'cleared') return 'raised';
  return before.tier === tier ? null : 'tier_changed';
}
