import type { ProcessStage } from '@stepup/playbook';
import type { Clock } from '@stepup/runtime';
import {
  type KnownPerson,
  readBusinessHours,
  readPeople,
  readPersonPseudonyms,
  readTenantProfile,
  type TenantProfile,
  type Warehouse,
} from '@stepup/warehouse';
import { openStagesOf } from '../playbooks/open-stages.ts';
import { type Fresh, keepFresh } from './keep-fresh.ts';

/** Who works for a tenant, and the zone its days are in. */
export interface TenantListing {
  people: readonly KnownPerson[];
  byId: ReadonlyMap<string, KnownPerson>;
  /** Under which boards and operations see them. */
  pseudonymOf: ReadonlyMap<string, string>;
  /** IANA name. */
  timeZone: string;
  /** Local days on which the tenant does not work, `YYYY-MM-DD`. */
  holidays: ReadonlySet<string>;
  /** Settings and pipelines, with the newest event as it was then. */
  profile: TenantProfile;
  /** Open stages, those of a pipeline in the order of the process. */
  openStages: readonly ProcessStage[];
  /** Neither people nor sales events: perhaps a mistyped name. */
  isEmpty: boolean;
}

/** The people of tenants by tenant, which nearly every request asks for, kept in memory for a moment. */
export type TenantDirectory = Fresh<TenantListing>;

/** A listing holds some 300 bytes a person. */
const mostTenants = 200;

/** Reads people and settings from the warehouse. In a deployment, where nobody says that something was stored, `maxAgeMs` is how late a change of people takes effect. */
export function openTenantDirectory(options: {
  warehouse: Warehouse;
  clock: Clock;
  maxAgeMs: number;
}): TenantDirectory {
  const { warehouse, clock, maxAgeMs } = options;
  return keepFresh((tenant) => readListing(warehouse, tenant), {
    clock,
    maxAgeMs,
    mostKeys: mostTenants,
    isWorthKeeping: ({ isEmpty }) => !isEmpty,
  });
}

async function readListing(warehouse: Warehouse, tenant: string): Promise<TenantListing> {
  const [people, pseudonymOf, profile, { holidays }] = await Promise.all([
    readPeople(warehouse, tenant),
    readPersonPseudonyms(warehouse, tenant),
    readTenantProfile(warehouse, tenant),
    readBusinessHours(warehouse, tenant),
  ]);
  return {
    people,
    byId: new Map(people.map((person) => [person.personId, person])),
    pseudonymOf,
    timeZone: profile.timeZone,
    holidays: new Set(holidays),
    profile,
    openStages: openStagesOf(profile.pipelines),
    isEmpty: people.length === 0 && profile.newestEventTime === null,
  };
}
