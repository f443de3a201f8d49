import { addSeconds, deadLetterKeptDays, type Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { toEngineTime } from '../reads/step-scope.ts';
import { doesNotExpire } from './letter-row.ts';
import type { LetterTenants } from './list-dead-letters.ts';

/** One attempt of a letter. */
export interface LetterAttempt {
  id: string;
  attempts: number;
}

const attemptParameters = z.object({
  tenants: z.array(z.string()),
  ids: z.array(z.string()),
  /** `id/attempts` of each. */
  sent: z.array(z.string()),
});

const ofAttempts = `tenant IN {tenants:Array(String)} AND id IN {ids:Array(String)}`;
const wasSent = `concat(id, '/', toString(attempts)) IN {sent:Array(String)}`;
const isUnending = `expires_at = toDateTime('${doesNotExpire}', 'UTC')`;

// Not FINAL: the attempt may have failed again by now, and then the newer one must not count as sent.
const markReplayed = {
  name: 'mark_replayed',
  sql: `INSERT INTO dead_letters
    SELECT * REPLACE (2 * attempts + 1 AS version, 'replayed' AS state, {at:DateTime64(6, 'UTC')} AS replayed_at, {by:String} AS replayed_by,
      if(${isUnending}, {until:DateTime('UTC')}, expires_at) AS expires_at)
    FROM dead_letters WHERE ${ofAttempts} AND ${wasSent} ORDER BY version LIMIT 1 BY tenant, id`,
  parameters: attemptParameters.extend({ at: z.string(), by: z.string(), until: z.string() }),
};

/** A row that never expires would come back to light once the one that hides it has expired. */
const forgetUnending = {
  name: 'forget_unending_letters',
  sql: `DELETE FROM dead_letters WHERE ${ofAttempts} AND ${wasSent} AND state = 'waiting' AND ${isUnending}`,
  parameters: attemptParameters,
};

const cameBack = {
  name: 'letters_that_came_back',
  sql: `SELECT count() AS count FROM dead_letters FINAL WHERE ${ofAttempts} AND state = 'waiting' AND NOT ${wasSent}`,
  parameters: attemptParameters,
  row: z.object({ count: z.number() }),
};

/** Marks attempts as sent again by somebody, and tells how many of them have failed again already. */
export async function markLettersReplayed(
  warehouse: Warehouse,
  tenants: LetterTenants,
  attempts: readonly (LetterAttempt & { isUnending: boolean })[],
  { at, by }: { at: Instant; by: string },
): Promise<{ cameBack: number }> {
  if (attempts.length === 0) return { cameBack: 0 };
  const where = {
    tenants: [...tenants],
    ids: attempts.map(({ id }) => id),
    sent: attempts.map(({ id, attempts: tried }) => `${id}/${tried}`),
  };
  const until = toEngineTime(addSeconds(at, deadLetterKeptDays * 24 * 60 * 60)).slice(0, 19);
  await warehouse.run(markReplayed, { ...where, at: toEngineTime(at), by, until });
  if (attempts.some((attempt) => attempt.isUnending)) await warehouse.run(forgetUnending, where);
  const [row] = await warehouse.read(cameBack, where);
  return { cameBack: row?.count ?? 0 };
}
