import pg from 'pg';
import { z } from 'zod';

/** PostgreSQL's codes for a table and a schema that are not there. */
const noTableCodes = new Set(['42P01', '3F000']);
const newest = z.tuple([z.object({ number: z.int() })]);

/** The number of the newest migration that a database has; 0 where nothing was made there yet. Connects as the owner of the tables. */
export async function readAppliedStoreVersion(pool: pg.Pool): Promise<number> {
  try {
    const { rows } = await pool.query(
      'select coalesce(max(number), 0)::integer as number from stepup.schema_migrations',
    );
    return newest.parse(rows)[0].number;
  } catch (error) {
    if (error instanceof pg.DatabaseError && noTableCodes.has(error.code ?? '')) return 0;
    throw error;
  }
}
