import {
  canonicalJson,
  type Instant,
  type VerificationContent,
  verificationContent,
} from '@stepup/contracts';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { planVerifications } from '../schema/plan-verifications.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** What was said of a plan on one day. */
export interface StoredVerification {
  readonly planId: string;
  readonly version: number;
  readonly madeAt: Instant;
  readonly asOf: Instant;
  readonly content: VerificationContent;
}

/** Everything that was said of a plan, the newest first. */
export async function listVerifications(
  tx: TenantTransaction,
  planId: string,
): Promise<readonly StoredVerification[]> {
  const rows = await tx.db
    .select()
    .from(planVerifications)
    .where(and(eq(planVerifications.tenant, tx.tenant), eq(planVerifications.planId, planId)))
    .orderBy(desc(planVerifications.version));
  return rows.map(fromRow);
}

/** The newest of every plan, by plan. */
export async function listLatestVerifications(
  tx: TenantTransaction,
): Promise<ReadonlyMap<string, StoredVerification>> {
  const rows = await tx.db
    .selectDistinctOn([planVerifications.planId])
    .from(planVerifications)
    .where(eq(planVerifications.tenant, tx.tenant))
    .orderBy(asc(planVerifications.planId), desc(planVerifications.version));
  return new Map(rows.map((row) => [row.planId, fromRow(row)]));
}

/** Adds a version where something else is to be said than the time before; saying the same again leaves no trace. */
export async function appendVerification(
  tx: TenantTransaction,
  said: Omit<StoredVerification, 'version'>,
): Promise<{ readonly kind: 'appended'; readonly version: number } | { readonly kind: 'unchanged' }> {
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`verification ${said.planId}`}, 0))`,
  );
  const [latest] = await listVerifications(tx, said.planId);
  if (latest !== undefined && canonicalJson(latest.content) === canonicalJson(said.content)) {
    return { kind: 'unchanged' };
  }
  const version = (latest?.version ?? 0) + 1;
  await tx.db.insert(planVerifications).values({ tenant: tx.tenant, ...said, version });
  return { kind: 'appended', version };
}

function fromRow({
  tenant: _tenant,
  content,
  ...row
}: typeof planVerifications.$inferSelect): StoredVerification {
  return { ...row, content: verificationContent.parse(content) };
}
