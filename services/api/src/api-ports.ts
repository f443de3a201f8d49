import type { Freshness } from '@stepup/contracts';
import type { Jobs, jobCatalogue } from '@stepup/jobs';
import type { Clock } from '@stepup/runtime';
import type { openStorePool } from '@stepup/store';
import type { Warehouse } from '@stepup/warehouse';
import type { TenantDirectory } from './directory/open-tenant-directory.ts';
import type { TenantProfiles } from './directory/tenant-profiles.ts';
import type { FindTeamModel } from './levers/team-models.ts';

/** A message of the events topic. */
export interface EventMessage {
  key: string;
  value: Uint8Array;
  headers: Record<string, string>;
}

/** What the api needs of the world around it. Profiles hold everything that {@link ApiPorts.measureFreshness} said before is complete. */
export interface ApiPorts extends TenantProfiles {
  warehouse: Warehouse;
  /** The people and the zone of tenants. */
  directory: TenantDirectory;
  /** Of the role that row-level security holds. */
  pool: ReturnType<typeof openStorePool>;
  /** Takes the diagnosis runs and the rebuilds that are asked for. */
  jobs: Pick<Jobs<typeof jobCatalogue>, 'enqueue' | 'stats'>;
  /** What better rates would be worth to a team. */
  findTeamModel: FindTeamModel;
  clock: Clock;
  /** Name of the topic that events are on. */
  eventsTopic: string;
  /** Whether tokens come from the built-in issuer: then its operator runs the installation, and not one tenant among many. */
  hasBuiltInIssuer: boolean;
  /**
   * Puts messages onto the events topic, as they are; resolves when they are durable in the sense of the bus.
   * `unavailable`: perhaps nothing was taken.
   */
  publishEvents(messages: readonly EventMessage[]): Promise<'published' | 'unavailable'>;
  /** Whether reminders leave this installation by mail. */
  sendsMail: boolean;
  /** How far the numbers have come that are read from now on. */
  measureFreshness(tenant: string): Promise<Pick<Freshness, 'state' | 'complete_until'>>;
}
