import type { ProcessStage } from '@stepup/playbook';
import type { Clock } from '@stepup/runtime';
import {
  type KnownPerson,
  readBusinessHours,
  readPeople,
  readPersonPseudonyms,
  readTenantProfile,
  type Warehouse,
} from '@stepup/warehouse';
import { openStagesOf } from '../playbooks/open-stages.ts';

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
  /** Open stages, those of a pipeline in the order of the process. */
  openStages: readonly ProcessStage[];
  /** Neither people nor sales events: perhaps a mistyped name. */
  isEmpty: boolean;
}

/** The people of tenants, which nearly every request asks for, kept in memory for a moment. */
export interface TenantDirectory {
  read(tenant: string): Promise<TenantListing>;
  /** Something about this tenant's people or settings was stored: the next reader gets it. */
  forget(tenant: string): void;
}

interface Kept {
  listing: Promise<TenantListing>;
  readAtMs: number;
}

/** A listing holds some 300 bytes a person. */
const mostTenants = 200;

/**
 * Reads people and settings from the warehouse at most once in `maxAgeMs` a tenant, once for all who ask at the same time. What is
 * read before a {@link TenantDirectory.forget} is never served after it. In a deployment, where nobody says that something
 * was stored, `maxAgeMs` is how late a change of people takes effect.
 */
export function openTenantDirectory(options: {
  warehouse: Warehouse;
  clock: Clock;
  maxAgeMs: number;
}): TenantDirectory {
  const { warehouse, clock, maxAgeMs } = options;
  const kept = new Map<string, Kept>();

  const readAnew = async (tenant: string): Promise<TenantListing> => {
    const [people, pseudonymOf, { timeZone, newestEventTime, pipelines }, { holidays }] = await Promise.all([
      readPeople(warehouse, tenant),
      readPersonPseudonyms(warehouse, tenant),
      readTenantProfile(warehouse, tenant),
      readBusinessHours(warehouse, tenant),
    ]);
    const byId = new Map(people.map((person) => [person.personId, person]));
    return {
      people,
      byId,
      pseudonymOf,
      timeZone,
      holidays: new Set(holidays),
      openStages: openStagesOf(pipelines),
      isEmpty: people.length === 0 && newestEventTime === null,
    };
  };

  return {
    read(tenant) {
      const nowMs = clock.now().getTime();
      const found = kept.get(tenant);
      if (found !== undefined && nowMs - found.readAtMs < maxAgeMs) return found.listing;
      const entry: Kept = { listing: readAnew(tenant), readAtMs: nowMs };
      kept.delete(tenant);
      kept.set(tenant, entry);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostTenants) break;
        kept.delete(oldest);
      }
      const drop = (): void => {
        if (kept.get(tenant) === entry) kept.delete(tenant);
      };
      // Neither a failure is kept, which whoever waits hears, nor that a tenant is empty.
      entry.listing.then(({ isEmpty }) => {
        if (isEmpty) drop();
      }, drop);
      return entry.listing;
    },
    forget: (tenant) => void kept.delete(tenant),
  };
}
