import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** From when others than its person may see a finding; null: not as things are, because the person has paused. */
export interface ShownFinding {
  readonly findingId: string;
  readonly shownFrom: Instant | null;
}

const toldQuery = {
  name: 'shown_findings',
  sql: `SELECT toString(finding_id) AS findingId, toUnixTimestamp64Milli(shown_from) AS shownFromMs FROM shown_findings FINAL
    WHERE tenant = {tenant:String} AND finding_id IN {findings:Array(UUID)}`,
  parameters: z.object({ tenant: z.string(), findings: z.array(z.string()) }),
  row: z.object({ findingId: z.string(), shownFromMs: z.coerce.number().nullable() }),
};

/** Tells boards of findings what they do not know yet or know otherwise; what was told last holds. */
export async function tellShownFindings(
  warehouse: Warehouse,
  tenant: string,
  { findings, at }: { readonly findings: readonly ShownFinding[]; readonly at: Instant },
): Promise<void> {
  if (findings.length === 0) return;
  const rows = await warehouse.read(toldQuery, {
    tenant,
    findings: findings.map(({ findingId }) => findingId),
  });
  const toldOf = new Map(rows.map(({ findingId, shownFromMs }) => [findingId, shownFromMs]));
  const news = findings.filter(
    ({ findingId, shownFrom }) =>
      toldOf.get(findingId) !== (shownFrom === null ? null : Date.parse(shownFrom)),
  );
  await warehouse.insert(
    'shown_findings',
    news.map(({ findingId, shownFrom }) => ({
      tenant,
      finding_id: findingId,
      shown_from: shownFrom,
      told_at: at,
    })),
  );
}
