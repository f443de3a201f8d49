import type { Instant } from '@stepup/contracts';
import { simulateOrganisation } from '@stepup/simulator';
import { storeBatch, type Warehouse } from '@stepup/warehouse';
import { expandQuery } from '../../../dashboards/src/index.ts';
import { acceptEvents } from '../engine/accept-events.ts';
import { askEngine, type EngineAnswer } from './ask-engine.ts';
import type { ReadPanel } from './read-board.ts';

/** The simulated organisation that boards are tested on. */
export const organisation = {
  pipelineId: 'new-business',
  timeZone: 'Europe/Vienna',
  stages: ['lead', 'contacted', 'qualified', 'proposal', 'negotiation'],
};

/** The period that boards are asked about. */
export const period: { from: Instant; to: Instant } = {
  from: '2025-07-15T00:00:00.000000Z',
  to: '2026-06-20T00:00:00.000000Z',
};

const frame = { fromMs: Date.parse(period.from), toMs: Date.parse(period.to), intervalMs: 86_400_000 };

/** Values of a board's variables. */
export type Variables = Parameters<typeof expandQuery>[1];

/** The variables as they stand when a board is opened for a tenant. */
export function openedFor(tenant: string): Variables {
  const { pipelineId: pipeline } = organisation;
  return {
    tenant,
    console: 'http://console',
    pipeline,
    team: '$__all',
    manager: '$__all',
    person: '$__all',
    segment: '$__all',
  };
}

/** Stores the organisation's events, changed by `change` where given. */
export async function storeOrganisation(
  warehouse: Warehouse,
  tenant: string,
  change: (event: unknown) => unknown = (event) => event,
): Promise<void> {
  const { events } = simulateOrganisation({ seed: 1, endsAt: '2026-06-30T06:00:00.000000Z', scale: 0.4 });
  const accepted = acceptEvents(tenant, [...events].map(change));
  for (let index = 0; index < accepted.length; index += 10_000) {
    await storeBatch(warehouse, accepted.slice(index, index + 10_000));
  }
}

/** SQL of a board as the engine gets it; throws where something in it would be left standing. */
export function expand(rawSql: string, variables: Variables): string {
  const expanded = expandQuery(rawSql, variables, frame);
  if (expanded.kind !== 'expanded') throw new Error(`${JSON.stringify(expanded)} in ${rawSql}`);
  return expanded.sql;
}

/** What a panel shows with its variables at these values. */
export function askPanel(
  warehouse: Warehouse,
  panel: ReadPanel,
  variables: Variables,
): Promise<EngineAnswer> {
  const [target] = panel.targets;
  if (target === undefined) throw new Error(`${panel.title} asks nothing`);
  return askEngine(warehouse, expand(target.rawSql, variables));
}

/** The moment that the views of a tenant are as of. */
export async function asOfTenant(warehouse: Warehouse, tenant: string): Promise<Instant> {
  const sql = `SELECT as_of FROM stepup_v1.freshness WHERE tenant = '${tenant}'`;
  const { rows } = await askEngine(warehouse, sql);
  return String(rows[0]?.['as_of']);
}
