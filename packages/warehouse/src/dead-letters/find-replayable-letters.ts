import type { DeadLetterReason, Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { toEngineTime } from '../reads/step-scope.ts';
import { isKeptSql } from './letter-row.ts';
import type { LetterTenants } from './list-dead-letters.ts';

/** Letters of one reason that may be sent again. */
export interface ReplayableScope {
  tenants: LetterTenants;
  reason: DeadLetterReason;
  receivedBefore: Instant;
  keptBefore: Instant;
  /** Of the bus: what another topic carried is no event. */
  topic: string;
  limit: number;
}

const replayableLetters = {
  name: 'replayable_letters',
  sql: `SELECT id, count() OVER () AS total FROM dead_letters FINAL
    WHERE ${isKeptSql} AND state = 'waiting' AND value_is_whole = 1 AND topic = {topic:String} AND reason = {reason:String}
      AND received_at < {received_before:DateTime64(6, 'UTC')} AND kept_at < {kept_before:DateTime64(6, 'UTC')}
    ORDER BY kept_at, id LIMIT {limit:UInt32}`,
  parameters: z.object({
    tenants: z.array(z.string()),
    topic: z.string(),
    reason: z.string(),
    received_before: z.string(),
    kept_before: z.string(),
    limit: z.int(),
  }),
  row: z.object({ id: z.string(), total: z.number() }),
};

/** The letters that have waited longest, and how many there are with them. */
export async function findReplayableLetters(
  warehouse: Warehouse,
  scope: ReplayableScope,
): Promise<{ ids: string[]; total: number }> {
  const rows = await warehouse.read(replayableLetters, {
    tenants: [...scope.tenants],
    topic: scope.topic,
    reason: scope.reason,
    received_before: toEngineTime(scope.receivedBefore),
    kept_before: toEngineTime(scope.keptBefore),
    limit: scope.limit,
  });
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
}
