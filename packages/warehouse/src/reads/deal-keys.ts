/**
 * Work is put together with its deals by a hash of 64 bits of their id (`deal_key`): of a question about three quarters of a team, which looks at
 * every activity of them, a quarter of the time went into reading ids. Two deals of a tenant with a million have one hash with a
 * chance of 1 in 40 million; each would be counted with the other's work.
 */

/** That an activity has a deal, as SQL over a column with its key. */
export const hasDealSql = (key: string): string => `${key} != cityHash64('')`;

/** Merged deals, to be joined by their key: `alias_key`, and `root_id` and `root_key` of the survivor. */
export const aliasesByKeySql = `(SELECT cityHash64(deal_id) AS alias_key, root_id, cityHash64(root_id) AS root_key FROM deal_aliases FINAL WHERE tenant = {tenant:String})`;

/** The key of the deal itself or, where it was merged, of its survivor, as SQL over a deal `f` with these as `a`. */
export const keyOfRootSql = `if(a.root_id = '', f.deal_key, a.root_key)`;
