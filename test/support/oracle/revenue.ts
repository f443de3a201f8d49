import type { z } from 'zod';
import type { OracleClose, OracleDeal } from './deals.ts';
import { add, multiply, toDecimal, toMoney, zero } from './decimal.ts';
import type { Instant } from './instant.ts';
import type { rateSet } from './oracle-event.ts';
import { inForceAt, type Statement } from './statement.ts';

export type Money =
  | { readonly value: string; readonly currency: string | null }
  | { readonly value: null; readonly reason: 'currency_not_set' | 'rate_not_set' };

export interface Exchange {
  /** The tenant's currency, or the only one there is. */
  readonly currency: string | null;
  /** Several currencies and none to count them in. */
  readonly isUnsettled: boolean;
  /** As a number; null without a rate. */
  worth(amount: string, currency: string | null, at: Instant): number | null;
  /** The sum of won amounts, each at the rate of its close, rounded once. */
  sumWon(closes: readonly OracleClose[]): Money;
}

/** `configured`: the tenant's currency; without one the only one in its deals stands in. */
export function openExchange(
  configured: string | null,
  deals: readonly OracleDeal[],
  rates: readonly Statement<z.infer<typeof rateSet>>[],
): Exchange {
  const used = new Set(deals.flatMap(({ currency }) => currency ?? []));
  const [only = null] = used;
  const currency = configured ?? only;
  return {
    currency,
    isUnsettled: configured === null && used.size > 1,
    worth(amount, of, at) {
      const rate = rateOf(of ?? currency, at);
      return rate === null ? null : Number(amount) * Number(rate);
    },
    sumWon(closes) {
      if (configured === null && used.size > 1) return { value: null, reason: 'currency_not_set' };
      let sum = zero;
      for (const close of closes) {
        if (close.outcome !== 'won' || close.amount === null) continue;
        const rate = rateOf(close.currency ?? currency, close.at);
        if (rate === null) return { value: null, reason: 'rate_not_set' };
        sum = add(sum, multiply(toDecimal(close.amount), toDecimal(rate)));
      }
      return { value: toMoney(sum), currency };
    },
  };

  function rateOf(of: string | null, at: Instant): string | null {
    if (of === currency) return '1';
    const ofCurrency = rates.filter(({ said }) => said.currency === of);
    const rate = inForceAt(ofCurrency, at)?.rate;
    return rate === undefined ? null : String(rate);
  }
}
