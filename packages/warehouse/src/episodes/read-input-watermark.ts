import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

const inputVersions = {
  name: 'input_versions',
  sql: `SELECT
      (SELECT toString(sum(cityHash64(deal_id, version))) FROM deal_facts FINAL WHERE tenant = {tenant:String}) AS deals,
      (SELECT toString(sum(cityHash64(person_id, version))) FROM person_facts FINAL WHERE tenant = {tenant:String}) AS people`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ deals: z.string(), people: z.string() }),
};

/**
 * Names the state that episodes are read from: a sum over the versions of deals and people, the zone that days
 * go by and the currency that amounts are read in. It changes with every accepted event of these kinds and with nothing else, so the same set of events has
 * the same watermark whatever the order and number of their deliveries; the time of receipt would not do, because
 * everything of one import is received at one instant.
 */
export async function readInputWatermark(
  warehouse: Warehouse,
  scope: { tenant: string; timeZone: string; currency: string | null },
): Promise<string> {
  const [versions] = await warehouse.read(inputVersions, { tenant: scope.tenant });
  if (versions === undefined) throw new Error('a query of single values answered without a row');
  return `deals ${versions.deals}, people ${versions.people}, ${scope.timeZone}, ${scope.currency ?? 'no currency'}`;
}
