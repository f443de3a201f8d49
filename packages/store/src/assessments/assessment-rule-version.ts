import type { AssessmentPair, Instant } from '@stepup/contracts';
import { and, desc, eq, lt } from 'drizzle-orm';
import { assessmentRuleVersions } from '../schema/assessment-rule-versions.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Rules as somebody wrote them. Versions of a pair count from 1; 0 comes with the product and stands nowhere here. */
export interface AssessmentRuleVersion {
  readonly version: number;
  readonly text: string;
  readonly writtenBy: string;
  readonly writtenAt: Instant;
}

const { version, text, writtenBy, writtenAt } = assessmentRuleVersions;
const columns = { version, text, writtenBy, writtenAt };

/** Which version: the newest, the one of that number, or the newest that was written before a moment. */
type WhichVersion = 'current' | { readonly version: number } | { readonly writtenBefore: Instant };

/** The version asked for; null where there is none. */
export async function getAssessmentRules(
  tx: TenantTransaction,
  pair: AssessmentPair,
  which: WhichVersion,
): Promise<AssessmentRuleVersion | null> {
  const [row] = await tx.db
    .select(columns)
    .from(assessmentRuleVersions)
    .where(
      and(eq(assessmentRuleVersions.tenant, tx.tenant), eq(assessmentRuleVersions.pair, pair), chosen(which)),
    )
    .orderBy(desc(version))
    .limit(1);
  return row ?? null;
}

function chosen(which: WhichVersion) {
  if (which === 'current') return undefined;
  return 'version' in which ? eq(version, which.version) : lt(writtenAt, which.writtenBefore);
}

/** Adds the version after `expectedVersion`, when nobody else did. The text is checked by the caller. */
export async function saveAssessmentRules(
  tx: TenantTransaction,
  save: {
    readonly pair: AssessmentPair;
    readonly expectedVersion: number;
    readonly text: string;
    readonly by: string;
    readonly at: Instant;
  },
): Promise<
  | { readonly kind: 'saved'; readonly rules: AssessmentRuleVersion }
  | { readonly kind: 'stale'; readonly version: number }
> {
  const current = (await getAssessmentRules(tx, save.pair, 'current'))?.version ?? 0;
  if (current !== save.expectedVersion) return { kind: 'stale', version: current };
  const [row] = await tx.db
    .insert(assessmentRuleVersions)
    .values({
      tenant: tx.tenant,
      pair: save.pair,
      version: current + 1,
      text: save.text,
      writtenBy: save.by,
      writtenAt: save.at,
    })
    .onConflictDoNothing()
    .returning(columns);
  // Somebody else's version was written between the two statements.
  return row === undefined ? { kind: 'stale', version: current + 1 } : { kind: 'saved', rules: row };
}
