import { asOfSql } from './as-of.ts';

/**
 * Whom a contested step is credited to, as SQL over `held_by`, `held_from`, `held_until` and `ended_at`: who owned the deal
 * longest while it stood there until it advanced, was lost or `as_of`; of equals the later one; nobody until then is `unassigned`.
 */
export const contestedRepSql = `if(held_from[1] >= ${asOfSql} OR held_from[1] > ended_at, 'unassigned',
  arrayReverseSort(arrayMap(holder -> (
      arraySum(arrayMap((h, f, u) -> if(h = holder AND f < least(ended_at, ${asOfSql}), toUnixTimestamp64Micro(least(u, ended_at, ${asOfSql})) - toUnixTimestamp64Micro(f), 0), held_by, held_from, held_until)),
      arrayMax(arrayMap((h, f, i) -> if(h = holder AND f <= ended_at AND f < ${asOfSql}, i, 0), held_by, held_from, arrayEnumerate(held_by))),
      holder),
    arrayDistinct(held_by)))[1].3)`;
