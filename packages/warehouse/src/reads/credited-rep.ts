import { asOfSql } from './as-of.ts';

/** Columns of `step_facts` that {@link creditedRepSql} reads. */
export const creditColumns = ['sole_holder', 'held_by', 'held_from', 'held_until'] as const;

/**
 * Whom a step is credited to, as SQL over {@link creditColumns} and `ended_at`: who owned the deal longest while it stood
 * there until it advanced, was lost or `as_of`; of equals the later one; nobody is `unassigned`. A skipped step goes to
 * the owner at that instant. One holder since the entry, which is nearly every step, was written down with the step.
 */
export const creditedRepSql = `multiIf(
  sole_holder != '', toString(sole_holder),
  held_from[1] >= ${asOfSql}, 'unassigned',
  arrayReverseSort(arrayMap(holder -> (
      arraySum(arrayMap((h, f, u) -> if(h = holder AND f < least(ended_at, ${asOfSql}), toUnixTimestamp64Micro(least(u, ended_at, ${asOfSql})) - toUnixTimestamp64Micro(f), 0), held_by, held_from, held_until)),
      arrayMax(arrayMap((h, f, i) -> if(h = holder AND f <= ended_at AND f < ${asOfSql}, i, 0), held_by, held_from, arrayEnumerate(held_by))),
      holder),
    arrayDistinct(held_by)))[1].3)`;
