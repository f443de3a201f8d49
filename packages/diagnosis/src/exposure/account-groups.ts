import type { ObservedEpisode } from './observed-episode.ts';

/** How many deals share one vote with this one: the deal weighs 1 / group size in the model. At least 1. */
export type GroupSizeOf = (episode: ObservedEpisode) => number;

/**
 * The m deals of one account in the same step and month weigh 1/m each. A deal whose account is unknown weighs like the
 * average deal of its month: CRMs often learn the account late, and a full vote for exactly the deals that are still
 * open would read as failure. Where no account is known in the month every deal weighs 1.
 */
export function groupByAccount(episodes: readonly ObservedEpisode[]): GroupSizeOf {
  const dealsOfAccount = new Map<string, number>();
  const dealsOfMonth = new Map<number, number>();
  const accountsOfMonth = new Map<number, number>();
  for (const { accountMonth, entryMonth, deals } of episodes) {
    if (accountMonth === null) continue;
    const known = dealsOfAccount.get(accountMonth);
    if (known === undefined) accountsOfMonth.set(entryMonth, (accountsOfMonth.get(entryMonth) ?? 0) + 1);
    dealsOfAccount.set(accountMonth, (known ?? 0) + deals);
    dealsOfMonth.set(entryMonth, (dealsOfMonth.get(entryMonth) ?? 0) + deals);
  }
  return ({ accountMonth, entryMonth }) =>
    accountMonth === null
      ? (dealsOfMonth.get(entryMonth) ?? 1) / (accountsOfMonth.get(entryMonth) ?? 1)
      : (dealsOfAccount.get(accountMonth) ?? 1);
}
