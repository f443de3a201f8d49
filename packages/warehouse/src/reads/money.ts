import * as z from 'zod';

/** Parameters of {@link moneySql}: the currency that money is given in; empty while none is known. */
export const moneyParameters = { currency: z.string() };

/** Rates into the tenant's currency, from when on; the first one also holds before. */
const ratesSql = `(
  SELECT currency, arrayMap(x -> x.1, said) AS set_from, arrayMap(x -> x.2, said) AS rates
  FROM (
    SELECT currency, arraySort(groupArray((set_at, rate, recorded_time, id, source))) AS said FROM (
    SELECT entity_id AS currency, time AS set_at, JSONExtractString(body, 'rate') AS rate, recorded_time, id, source FROM raw_events FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'rate' AND (source, id, body_version) NOT IN (
      SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String})
    ) GROUP BY currency))`;

/** Deals of several currencies and none to count them in, as SQL. Read only where the tenant's currency is not known. */
const isUnsettledSql = `(SELECT count() > 1 FROM (
      SELECT DISTINCT amounts.currency[-1] AS deal_currency FROM deal_facts FINAL
      WHERE tenant = {tenant:String} AND hidden = 'no' AND deal_currency != '' LIMIT 2))`;

/**
 * Adds what an amount is worth in the tenant's currency to rows with `amount` and `currency`: `worth` (an exact decimal; 0
 * without amount or rate), `lacks_amount`, `lacks_rate`, `is_unsettled`. A deal without currency counts in the tenant's.
 *
 * @param rows a derived table
 * @param at SQL of the moment whose rate applies, over a row
 * @param currency of the tenant, null where deals use several
 */
export function moneySql(rows: string, at: string, currency: string | null): string {
  return `(
    SELECT *, isNull(amount) AS lacks_amount, is_foreign AND NOT lacks_amount AND empty(rates) AS lacks_rate,
      toDecimal256(ifNull(amount, toDecimal128(0, 4)), 4) * toDecimal256(if(is_foreign, rate, '1'), 12) AS worth,
      ${currency === null ? isUnsettledSql : '0'} AS is_unsettled
    FROM (
      SELECT valued.*, rates, valued.currency != '' AND valued.currency != {currency:String} AS is_foreign,
        if(empty(rates), '0', rates[greatest(1, arrayLastIndex(since -> since <= ${at}, set_from))]) AS rate
      FROM ${rows} AS valued LEFT JOIN ${ratesSql} AS r ON r.currency = valued.currency))`;
}
