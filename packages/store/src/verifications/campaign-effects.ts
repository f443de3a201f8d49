import {
  type CampaignEffectContent,
  campaignEffectContent,
  canonicalJson,
  type Instant,
} from '@stepup/contracts';
import { and, desc, eq, sql } from 'drizzle-orm';
import { campaignEffects } from '../schema/campaign-effects.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** What was said of a campaign on one day. */
export interface StoredCampaignEffect {
  readonly campaignId: string;
  readonly version: number;
  readonly madeAt: Instant;
  readonly asOf: Instant;
  readonly content: CampaignEffectContent;
}

/** Everything that was said of a campaign, the newest first. */
export async function listCampaignEffects(
  tx: TenantTransaction,
  campaignId: string,
): Promise<readonly StoredCampaignEffect[]> {
  const rows = await tx.db
    .select()
    .from(campaignEffects)
    .where(and(eq(campaignEffects.tenant, tx.tenant), eq(campaignEffects.campaignId, campaignId)))
    .orderBy(desc(campaignEffects.version));
  return rows.map(({ tenant: _tenant, content, ...row }) => ({
    ...row,
    content: campaignEffectContent.parse(content),
  }));
}

/** Adds a version where something else is to be said than the time before; saying the same again leaves no trace. */
export async function appendCampaignEffect(
  tx: TenantTransaction,
  said: Omit<StoredCampaignEffect, 'version'>,
): Promise<{ readonly kind: 'appended'; readonly version: number } | { readonly kind: 'unchanged' }> {
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`campaign effect ${said.campaignId}`}, 0))`,
  );
  const [latest] = await listCampaignEffects(tx, said.campaignId);
  if (latest !== undefined && canonicalJson(latest.content) === canonicalJson(said.content)) {
    return { kind: 'unchanged' };
  }
  const version = (latest?.version ?? 0) + 1;
  await tx.db.insert(campaignEffects).values({ tenant: tx.tenant, ...said, version });
  return { kind: 'appended', version };
}
