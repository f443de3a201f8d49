import { type Instant, microsBetween } from '../instant.ts';
import { addMonths } from '../local-calendar.ts';
import type { QuotaSet } from '../oracle-event.ts';
import type { IndicatorQuery, IndicatorSources } from './reading.ts';

export interface HeldMonth {
  readonly personId: string;
  readonly begin: Instant;
  readonly end: Instant;
  /** In the tenant's currency, for as much of the month as the period covers; null without a rate. */
  readonly quota: number | null;
  readonly month: string;
  readonly quarter: string;
}

/** Every month of somebody with a quota of that scope that the period touches. */
export function heldMonths(
  sources: IndicatorSources,
  { from, to, asOf }: IndicatorQuery,
  scope: string,
): HeldMonth[] {
  const { settings } = sources;
  const start = settings.fiscalYearStartMonth;
  const exchange = sources.exchange(asOf);
  const set = sources.quotas(asOf).filter((quota) => quota.scope === scope);
  const firstMonthOf = (quarter: string): string => {
    const month = start - 1 + 3 * (Number(quarter.slice(6)) - 1);
    return addMonths(`${quarter.slice(0, 4)}-01-01`, month);
  };
  const held = new Map<string, { quota: QuotaSet; first: string; share: number; quarter: string }>();
  const quarterOf = (first: string): string => {
    const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
    const since = (year - 1) * 12 + month - start;
    return `${Math.floor(since / 12) + 1}-Q${Math.floor((since % 12) / 3) + 1}`;
  };
  // Quarters first, so that a month's own quota replaces its third.
  for (const quota of set.filter(({ period }) => period.includes('Q'))) {
    for (const nth of [0, 1, 2]) {
      const first = addMonths(firstMonthOf(quota.period), nth);
      held.set(`${quota.person_id} ${first}`, { quota, first, share: 1 / 3, quarter: quota.period });
    }
  }
  for (const quota of set.filter(({ period }) => !period.includes('Q'))) {
    const first = `${quota.period}-01`;
    held.set(`${quota.person_id} ${first}`, { quota, first, share: 1, quarter: quarterOf(first) });
  }
  return [...held.values()].flatMap(({ quota, first, share, quarter }): HeldMonth[] => {
    const [begin, end] = [settings.toInstant(first), settings.toInstant(addMonths(first, 1))];
    const [since, until] = [begin > from ? begin : from, end < to ? end : to];
    if (since >= until) return [];
    const covered = microsBetween(since, until) / microsBetween(begin, end);
    const worth =
      exchange.currency === null
        ? Number(quota.amount)
        : exchange.worth(String(quota.amount), quota.currency, asOf);
    const amount = worth === null ? null : worth * share * covered;
    return [
      {
        personId: quota.person_id,
        begin: since,
        end: until,
        quota: amount,
        month: first.slice(0, 7),
        quarter,
      },
    ];
  });
}
