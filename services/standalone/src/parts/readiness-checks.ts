import type { RunningServer } from '@stepup/embedded-servers';
import type { EmbeddedIngest } from '@stepup/ingest';
import type { JobsHealth } from '@stepup/jobs';
import type { ReadinessCheck } from '@stepup/runtime';
import { hasDiskRoom } from './disk-room.ts';

/** An embedded server is supervised and answers. */
export function checkServer(server: RunningServer): ReadinessCheck {
  return {
    name: `${server.name} process`,
    check: async () => {
      const state = server.state();
      return state === 'healthy' ? { kind: 'ready' } : { kind: 'not_ready', reason: state };
    },
  };
}

/** There is room for more events; what is stored can be read without it. */
export function checkDisk(dataDirectory: string): ReadinessCheck {
  return {
    name: 'disk',
    check: async () =>
      (await hasDiskRoom(dataDirectory))
        ? { kind: 'ready' }
        : { kind: 'not_ready', reason: 'the disk is full' },
  };
}

/** Events are consumed; how many wait is no fault, since their senders wait with them. */
export function checkBus(ingest: EmbeddedIngest): ReadinessCheck {
  return {
    name: 'ingest',
    check: async () =>
      (await ingest.lag()).length > 0 ? { kind: 'ready' } : { kind: 'not_ready', reason: 'does not consume' },
  };
}

/** The backend of the jobs answers and its workers run. */
export function checkJobs(jobs: { health(): Promise<JobsHealth> }): ReadinessCheck {
  return {
    name: 'jobs',
    check: async () => {
      const health = await jobs.health();
      return health.kind === 'healthy' ? { kind: 'ready' } : { kind: 'not_ready', reason: health.reason };
    },
  };
}
