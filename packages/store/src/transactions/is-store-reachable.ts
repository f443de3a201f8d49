import type { Pool } from 'pg';

/** Whether PostgreSQL answers a query; what keeps it from answering is thrown. */
export async function isStoreReachable(pool: Pool): Promise<true> {
  await pool.query('select 1');
  return true;
}
