import { type DeadLetterReason, deadLetterReasons } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { isKeptSql } from './letter-row.ts';
import type { LetterTenants } from './list-dead-letters.ts';

const waitingLetters = {
  name: 'waiting_letters',
  sql: `SELECT reason, count() AS waiting FROM dead_letters FINAL WHERE ${isKeptSql} AND state = 'waiting'
    GROUP BY reason ORDER BY waiting DESC, reason`,
  parameters: z.object({ tenants: z.array(z.string()) }),
  row: z.object({ reason: z.enum(deadLetterReasons), waiting: z.number() }),
};

/** How many letters wait, by reason, the most frequent first. */
export function countWaitingLetters(
  warehouse: Warehouse,
  tenants: LetterTenants,
): Promise<{ reason: DeadLetterReason; waiting: number }[]> {
  return warehouse.read(waitingLetters, { tenants: [...tenants] });
}
