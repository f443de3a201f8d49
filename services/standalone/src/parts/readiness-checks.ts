import type { RunningServer } from '@stepup/embedded-servers';
import type { EmbeddedIngest } from '@stepup/ingest';
import type { ReadinessCheck } from '@stepup/runtime';
import type { openStorePool } from '@stepup/store';
import type { Warehouse } from '@stepup/warehouse';
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

/** PostgreSQL answers a query. */
export function checkStore(pool: ReturnType<typeof openStorePool>): ReadinessCheck {
  return {
    name: 'store',
    check: async () => {
      await pool.query('select 1');
      return { kind: 'ready' };
    },
  };
}

/** The engine answers. */
export function checkWarehouse(warehouse: Warehouse): ReadinessCheck {
  return {
    name: 'warehouse',
    check: async () =>
      (await warehouse.isReachable()) ? { kind: 'ready' } : { kind: 'not_ready', reason: 'does not answer' },
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
