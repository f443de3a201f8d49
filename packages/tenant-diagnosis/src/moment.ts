import type { Instant } from '@stepup/contracts';
import type { Horizon } from '@stepup/diagnosis';
import {
  estimateHorizons,
  fallbackHorizon,
  readRoster,
  readCurrency,
  readTenantProfile,
  type TenantProfile,
  type Warehouse,
} from '@stepup/warehouse';
import { type ComparedTeam, listTeams } from './teams.ts';

/** What all teams of a tenant share at one moment. */
export interface Moment {
  readonly tenant: string;
  readonly asOf: Instant;
  readonly currency: string | null;
  readonly pipelines: readonly {
    readonly pipelineId: string;
    /** By stage id, in the order of the steps. */
    readonly horizons: ReadonlyMap<string, Horizon>;
  }[];
  readonly teams: readonly ComparedTeam[];
  /** Everyone known, in whatever role; who is not among them was never sent. */
  readonly knownPeople: ReadonlySet<string>;
}

/** Reads people, pipelines and horizons as of a moment. */
export async function readMoment(
  warehouse: Warehouse,
  scope: { readonly tenant: string; readonly asOf: Instant },
): Promise<Moment> {
  const profile = await readTenantProfile(warehouse, scope.tenant);
  const roster = await readRoster(warehouse, scope);
  const pipelines = [];
  for (const pipeline of profile.pipelines) {
    pipelines.push(await readPipeline(warehouse, { ...scope, profile }, pipeline));
  }
  return {
    ...scope,
    currency: await readCurrency(warehouse, scope.tenant, profile),
    pipelines,
    teams: listTeams(roster),
    knownPeople: new Set(roster.map(({ personId }) => personId)),
  };
}

async function readPipeline(
  warehouse: Warehouse,
  scope: { readonly tenant: string; readonly asOf: Instant; readonly profile: TenantProfile },
  { pipelineId, steps }: TenantProfile['pipelines'][number],
): Promise<Moment['pipelines'][number]> {
  const { tenant, asOf, profile } = scope;
  const estimated = await estimateHorizons(warehouse, {
    tenant,
    asOf,
    pipelineId,
    timeZone: profile.timeZone,
  });
  const horizons = steps.map(({ stageId }): [string, Horizon] => [
    stageId,
    toHorizon(estimated.get(stageId) ?? fallbackHorizon),
  ]);
  return { pipelineId, horizons: new Map(horizons) };
}

function toHorizon({ days, source }: typeof fallbackHorizon): Horizon {
  if (source === 'query') throw new Error('no query names the horizon of a diagnosis');
  return { days, source };
}
