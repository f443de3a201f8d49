import type { DeadLetterReason, DeadLetterState, Instant, KeptDeadLetterHead } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { asOfSql } from '../reads/as-of.ts';
import { toEngineTime } from '../reads/step-scope.ts';
import { headColumns, headRow, isKeptSql } from './letter-row.ts';

/** Whose letters are asked for; an empty text among the tenants stands for letters that belong to none. */
export type LetterTenants = readonly string[];

export interface DeadLettersScope {
  tenants: LetterTenants;
  reason?: DeadLetterReason;
  state?: DeadLetterState;
  /** Leaves out what failed later, so that pages show one state. */
  asOf: Instant;
  limit: number;
  /** The last letter of the page before; null for the first page. */
  after: LetterPlace | null;
}

/** Where a letter stands in the list. */
export interface LetterPlace {
  keptAt: Instant;
  id: string;
}

export interface DeadLettersPage {
  items: KeptDeadLetterHead[];
  next: LetterPlace | null;
}

const deadLetterList = {
  name: 'dead_letter_list',
  sql: `SELECT ${headColumns} FROM dead_letters FINAL
    WHERE ${isKeptSql} AND kept_at <= ${asOfSql}
      AND ({reason:String} = '' OR reason = {reason:String}) AND ({state:String} = '' OR toString(state) = {state:String})
      AND ({after_id:String} = '' OR (kept_at, id) < ({after_at:DateTime64(6, 'UTC')}, {after_id:String}))
    ORDER BY kept_at DESC, id DESC LIMIT {page:UInt32}`,
  parameters: z.object({
    tenants: z.array(z.string()),
    as_of: z.string(),
    reason: z.string(),
    state: z.string(),
    after_at: z.string(),
    after_id: z.string(),
    page: z.int(),
  }),
  row: headRow,
};

/** Letters, those that failed last first. */
export async function listDeadLetters(
  warehouse: Warehouse,
  { tenants, reason, state, asOf, limit, after }: DeadLettersScope,
): Promise<DeadLettersPage> {
  const rows = await warehouse.read(deadLetterList, {
    tenants: [...tenants],
    as_of: toEngineTime(asOf),
    reason: reason ?? '',
    state: state ?? '',
    after_at: toEngineTime(after?.keptAt ?? asOf),
    after_id: after?.id ?? '',
    page: limit + 1,
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last !== undefined ? { keptAt: last.kept_at, id: last.id } : null;
  return { items, next };
}
