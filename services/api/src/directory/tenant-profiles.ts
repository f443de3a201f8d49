import type { Clock } from '@stepup/runtime';
import {
  type PersonVersion,
  readCurrency,
  readNewestEventTime,
  readPersonVersions,
  readTenantProfile,
  type TenantProfile,
  type Warehouse,
} from '@stepup/warehouse';
import { keepFresh } from './keep-fresh.ts';
import type { TenantDirectory } from './open-tenant-directory.ts';

/** What nearly every question about numbers begins with. */
export interface TenantProfiles {
  /** Settings, pipelines and newest event of a tenant. */
  readProfile(tenant: string): Promise<TenantProfile>;
  /** What amounts are counted in: what the profile says, else the only currency that deals have, else null. */
  readCurrency(tenant: string, profile: Pick<TenantProfile, 'configuredCurrency'>): Promise<string | null>;
  /** What each person was from when on, by id. */
  readVersions(tenant: string): Promise<ReadonlyMap<string, readonly PersonVersion[]>>;
}

/** Profiles from memory. */
export interface KeptProfiles extends TenantProfiles {
  /** Something of the tenant was stored. */
  forget(tenant: string): void;
  /** Some of it may be about people. */
  forgetPeople(tenant: string): void;
}

const mostTenants = 200;

/** Asks the warehouse every time. */
export function readProfilesFrom(warehouse: Warehouse): TenantProfiles {
  return {
    readProfile: (tenant) => readTenantProfile(warehouse, tenant),
    readCurrency: (tenant, profile) => readCurrency(warehouse, tenant, profile),
    readVersions: (tenant) => readPersonVersions(warehouse, tenant),
  };
}

/** For a process in which nothing is stored that {@link KeptProfiles} does not hear of before its sender does. */
export function keepProfiles({
  warehouse,
  directory,
  ...age
}: {
  warehouse: Warehouse;
  directory: TenantDirectory;
  clock: Clock;
  maxAgeMs: number;
}): KeptProfiles {
  const options = { ...age, mostKeys: mostTenants, isWorthKeeping: () => true };
  const newestTimes = keepFresh((tenant) => readNewestEventTime(warehouse, tenant), options);
  const onlyCurrencies = keepFresh(
    (tenant) => readCurrency(warehouse, tenant, { configuredCurrency: null }),
    options,
  );
  const versions = keepFresh((tenant) => readPersonVersions(warehouse, tenant), options);
  return {
    readProfile: async (tenant) => ({
      ...(await directory.read(tenant)).profile,
      newestEventTime: await newestTimes.read(tenant),
    }),
    readCurrency: async (tenant, { configuredCurrency }) =>
      configuredCurrency ?? (await onlyCurrencies.read(tenant)),
    readVersions: (tenant) => versions.read(tenant),
    forget(tenant) {
      newestTimes.forget(tenant);
      onlyCurrencies.forget(tenant);
    },
    forgetPeople: (tenant) => versions.forget(tenant),
  };
}
