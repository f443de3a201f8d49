import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

const inputVersions = {
  name: 'input_versions',
  sql: `SELECT
      (SELECT sum(version) FROM deal_facts FINAL WHERE tenant = {tenant:String}) AS deals,
      (SELECT sum(version) FROM person_facts FINAL WHERE tenant = {tenant:String}) AS people`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ deals: z.number(), people: z.number() }),
};

/**
 * Names the state that episodes are read from: how many events deals and people were derived from, and the zone that
 * days go by. It changes with every accepted event of these kinds and with nothing else, so the same set of events has
 * the same watermark whatever the order and number of their deliveries; the time of receipt would not do, because
 * everything of one import is received at one instant.
 */
export async function readInputWatermark(
  warehouse: Warehouse,
  scope: { tenant: string; timeZone: string },
): Promise<string> {
  const [versions] = await warehouse.read(inputVersions, { tenant: scope.tenant });
  if (versions === undefined) throw new Error('a query of single values answered without a row');
  return `deals ${versions.deals}, people ${versions.people}, ${scope.timeZone}`;
}
