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

const waitingScope = z.object({
  tenants: z.array(z.string()),
  topic: z.string(),
  reason: z.string(),
  received_before: z.string(),
  kept_before: z.string(),
});
const waitingLettersSql = `dead_letters FINAL
    WHERE ${isKeptSql} AND state = 'waiting' AND reason = {reason:String}
      AND received_at < {received_before:DateTime64(6, 'UTC')} AND kept_at < {kept_before:DateTime64(6, 'UTC')}`;
const isSendableSql = `value_is_whole = 1 AND topic = {topic:String}`;

const replayableLetters = {
  name: 'replayable_letters',
  sql: `SELECT id FROM ${waitingLettersSql} AND ${isSendableSql} ORDER BY kept_at, id LIMIT {limit:UInt32}`,
  parameters: waitingScope.extend({ limit: z.int() }),
  row: z.object({ id: z.string() }),
};

const waitingCounts = {
  name: 'waiting_letter_counts',
  sql: `SELECT countIf(${isSendableSql}) AS total, count() - total AS unsendable FROM ${waitingLettersSql}`,
  parameters: waitingScope,
  row: z.object({ total: z.number(), unsendable: z.number() }),
};

/** The letters that have waited longest, how many there are with them, and how many of the reason can never be sent again. */
export async function findReplayableLetters(
  warehouse: Warehouse,
  scope: ReplayableScope,
): Promise<{ ids: string[]; total: number; unsendable: number }> {
  const where = {
    tenants: [...scope.tenants],
    topic: scope.topic,
    reason: scope.reason,
    received_before: toEngineTime(scope.receivedBefore),
    kept_before: toEngineTime(scope.keptBefore),
  };
  const rows = await warehouse.read(replayableLetters, { ...where, limit: scope.limit });
  const [counted] = await warehouse.read(waitingCounts, where);
  return { ids: rows.map(({ id }) => id), ...(counted ?? { total: 0, unsendable: 0 }) };
}
