import type { Jobs, jobCatalogue } from '@stepup/jobs';
import type { Clock, Logger } from '@stepup/runtime';
import type { openStorePool } from '@stepup/store';
import type { TeamMethod } from '@stepup/tenant-diagnosis';
import type { Warehouse } from '@stepup/warehouse';

/** What the diagnosis needs of the world around it. */
export interface DiagnosisPorts {
  readonly warehouse: Warehouse;
  /** Connects as the role of the services. */
  readonly pool: ReturnType<typeof openStorePool>;
  readonly jobs: Jobs<typeof jobCatalogue>;
  readonly clock: Clock;
  readonly log: Logger;
  /** The method of one team; a test has one that fails. */
  readonly diagnoseTeam?: TeamMethod['diagnose'];
}
