import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** What the product has recorded about a person, as it lies in the store. */
export interface PersonExport {
  readonly [table: string]: readonly Readonly<Record<string, unknown>>[];
}

/** Which rows of a table are about a person. Histories come with what they are the history of. */
const exported = {
  focuses: sql`rep_id = `,
  plans: sql`rep_id = `,
  diagnoses: sql`rep_id = `,
  diagnosis_cells: sql`rep_id = `,
  coaching_records: sql`learner_id = `,
  read_log: sql`subject_id = `,
  diagnosis_pauses: sql`rep_id = `,
  reminders: sql`person_id = `,
};

const row = z.record(z.string(), z.unknown());

/**
 * Everything that is recorded about a person, and everything that was done to it. The tenant's name is left out of
 * every row.
 */
export async function exportPerson(tx: TenantTransaction, personId: string): Promise<PersonExport> {
  const tables: Record<string, Readonly<Record<string, unknown>>[]> = {};
  for (const [table, condition] of Object.entries(exported)) {
    tables[table] = await readRows(tx, table, sql`${condition}${personId}`);
  }
  tables['plan_history'] = await readRows(
    tx,
    'plan_history',
    sql`plan_id in (select id from stepup.plans where tenant = ${tx.tenant} and rep_id = ${personId})`,
  );
  tables['plan_verifications'] = await readRows(
    tx,
    'plan_verifications',
    sql`plan_id in (select id from stepup.plans where tenant = ${tx.tenant} and rep_id = ${personId})`,
  );
  tables['coaching_record_history'] = await readRows(
    tx,
    'coaching_record_history',
    sql`record_id in (select id from stepup.coaching_records where tenant = ${tx.tenant} and learner_id = ${personId})`,
  );
  tables['campaigns'] = await readCampaigns(tx, personId);
  return tables;
}

/**
 * Campaigns of others that a person is in: with their own line, when they start, and what was said of it in the end. Who else is in it is not about
 * them, and from the seed of the lot it could be drawn again.
 */
async function readCampaigns(
  tx: TenantTransaction,
  personId: string,
): Promise<Readonly<Record<string, unknown>>[]> {
  const { rows } = await tx.db.execute(sql`
    select to_jsonb(t) - 'tenant' || jsonb_build_object(
      'content', t.content - 'draw' - 'ended' || jsonb_build_object('people',
        (select jsonb_agg(listed) from jsonb_array_elements(t.content -> 'people') listed where listed ->> 'person_id' = ${personId})),
      'verdicts', (select coalesce(jsonb_agg(jsonb_build_object('made_at', e.made_at, 'verdict', e.content -> 'verdict') order by e.version), '[]')
        from stepup.campaign_effects e where e.tenant = t.tenant and e.campaign_id = t.id)) as content
    from stepup.coaching_records t
    where t.tenant = ${tx.tenant} and t.name = 'campaign' and t.learner_id <> ${personId}
      and t.content -> 'people' @> ${JSON.stringify([{ person_id: personId }])}::jsonb
    order by t.opened_at, t.id`);
  return rows.map(({ content }) => row.parse(content));
}

async function readRows(
  tx: TenantTransaction,
  table: string,
  condition: ReturnType<typeof sql>,
): Promise<Readonly<Record<string, unknown>>[]> {
  const { rows } = await tx.db.execute(
    sql`select to_jsonb(t) - 'tenant' as content from stepup.${sql.identifier(table)} t where t.tenant = ${tx.tenant} and (${condition})`,
  );
  return rows.map(({ content }) => row.parse(content));
}
