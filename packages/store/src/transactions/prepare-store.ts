import type { Pool } from 'pg';
import { deriveAppPassword } from '../migrations/app-password.ts';
import { migrateStore, type MigrateResult } from '../migrations/migrate-store.ts';
import { checkRole } from './check-role.ts';
import { openStorePool, type StorePoolOptions } from './open-store-pool.ts';

export type PreparedStore =
  | {
      readonly kind: 'prepared';
      /** Of the role that row-level security holds. */
      readonly pool: Pool;
      readonly connectionString: string;
    }
  /** A reason not to start, and what to do. */
  | { readonly kind: 'unsuitable'; readonly message: string };

/**
 * Brings the system of record to the tables of this release, as their owner, and opens it as the role of the services.
 *
 * @param options.appPassword of that role; by default one that every instance derives from the owner's
 */
export async function prepareStore(
  options: Omit<StorePoolOptions, 'connectionString'> & {
    readonly ownerString: string;
    readonly appPassword?: string;
    /** Stops after this migration: the state of an older release. */
    readonly upTo?: number;
  },
): Promise<PreparedStore> {
  const { ownerString, appPassword = deriveAppPassword(ownerString), upTo, ...poolOptions } = options;
  if (appPassword === null) {
    return {
      kind: 'unsuitable',
      message: 'The address of PostgreSQL has no password; the services need one: postgres://user:password@…',
    };
  }
  const refusal = describeRefusal(
    await migrateStore({
      connectionString: ownerString,
      appPassword,
      ...(upTo === undefined ? {} : { upTo }),
    }),
  );
  if (refusal !== null) return { kind: 'unsuitable', message: refusal };
  const url = new URL(ownerString);
  url.username = 'stepup_app';
  url.password = encodeURIComponent(appPassword);
  const pool = openStorePool({ ...poolOptions, connectionString: url.href });
  try {
    const role = await checkRole(pool);
    if (role.kind === 'unsafe')
      throw new Error(`the role ${role.role} is not held by row-level security: ${role.reason}`);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { kind: 'prepared', pool, connectionString: url.href };
}

function describeRefusal(outcome: MigrateResult): string | null {
  switch (outcome.kind) {
    case 'migrated':
      return null;
    case 'history_changed':
      return `Migration ${outcome.migration} of the store was changed after it was applied.`;
    case 'database_newer':
      return 'The store was written by a newer release; start that one, or restore a backup.';
    case 'server_too_old':
      return `PostgreSQL ${outcome.serverVersion} is too old: 15 is the oldest that works.`;
  }
}
