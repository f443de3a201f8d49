import type { Instant } from '@stepup/contracts';
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { diagnoses } from '../schema/diagnoses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Whom a finding is about, and which look raised it. */
export interface FindingRaising {
  readonly id: string;
  readonly repId: string;
  readonly raisedAt: Instant;
}

/** Findings in the order of their ids, without their evidence: all after one, or those asked for. */
export async function listFindingRaisings(
  tx: TenantTransaction,
  {
    after,
    limit,
    ids,
    repId,
  }: {
    readonly after: string | null;
    readonly limit: number;
    readonly ids?: readonly string[] | undefined;
    readonly repId?: string | undefined;
  },
): Promise<readonly FindingRaising[]> {
  return tx.db
    .select({
      id: diagnoses.id,
      repId: diagnoses.repId,
      raisedAt: sql<string>`${diagnoses.evidence} ->> 'look_as_of'`,
    })
    .from(diagnoses)
    .where(
      and(
        eq(diagnoses.tenant, tx.tenant),
        after === null ? undefined : gt(diagnoses.id, after),
        ids === undefined ? undefined : inArray(diagnoses.id, [...ids]),
        repId === undefined ? undefined : eq(diagnoses.repId, repId),
      ),
    )
    .orderBy(asc(diagnoses.id))
    .limit(limit);
}
