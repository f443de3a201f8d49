import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';

const made = new WeakMap<Pool, ReturnType<typeof drizzle<Record<string, never>, Pool>>>();

/** Drizzle over a pool, made once: what it builds up costs as much as a small transaction. */
export function drizzleOf(pool: Pool) {
  const known = made.get(pool);
  if (known !== undefined) return known;
  const fresh = drizzle(pool);
  made.set(pool, fresh);
  return fresh;
}
