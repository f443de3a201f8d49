/** The moment of a read, bound as the parameter `as_of`. */
export const asOfSql = `{as_of:DateTime64(6, 'UTC')}`;

/**
 * Whom a step is credited to, as SQL over the columns of a visible step: who owned the deal longest while it stood
 * there until it advanced, was lost or `as_of`; of equals the later one; nobody is `unassigned`. A skipped step goes to
 * the owner at that instant. One holder, which is nearly every step, is answered without working anything out.
 */
export const creditedRepSql = `multiIf(
  skipped, entry_owner_id,
  empty(held_by) OR held_from[1] >= ${asOfSql}, 'unassigned',
  length(held_by) = 1, held_by[1],
  arrayReverseSort(arrayMap(holder -> (
      arraySum(arrayMap((h, f, u) -> if(h = holder AND f < least(ended_at, ${asOfSql}), toUnixTimestamp64Micro(least(u, ended_at, ${asOfSql})) - toUnixTimestamp64Micro(f), 0), held_by, held_from, held_until)),
      arrayMax(arrayMap((h, f, i) -> if(h = holder AND f <= ended_at AND f < ${asOfSql}, i, 0), held_by, held_from, arrayEnumerate(held_by))),
      holder),
    arrayDistinct(held_by)))[1].3)`;
