import type { Freshness } from '@stepup/contracts';
import type { Jobs, jobCatalogue } from '@stepup/jobs';
import type { Clock } from '@stepup/runtime';
import type { openStorePool } from '@stepup/store';
import type { Warehouse } from '@stepup/warehouse';

/** What the api needs of the world around it. */
export interface ApiPorts {
  warehouse: Warehouse;
  /** Of the role that row-level security holds. */
  pool: ReturnType<typeof openStorePool>;
  /** Takes the diagnosis runs that are asked for. */
  jobs: Pick<Jobs<typeof jobCatalogue>, 'enqueue'>;
  clock: Clock;
  /** How far the numbers have come that are read from now on. */
  measureFreshness(tenant: string): Promise<Pick<Freshness, 'state' | 'complete_until'>>;
}
