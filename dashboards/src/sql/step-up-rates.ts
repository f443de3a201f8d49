import { ofPipeline, stepsInView } from './board-filters.ts';
import { wilsonSql } from './wilson-interval.ts';

/** Days that a step is given where nothing is known of it; the same as everywhere in the product. */
const fallbackHorizonDays = 60;

/**
 * Share of the steps in view that advanced within their step's horizon, a loss being the other way to end and open ones
 * not yet decided: Aalen–Johansen, with Wilson's 90 % interval on the effective number of deals. One row a group, with
 * the group's columns, `horizon_days` (the longest of its steps), `entered`, `open_steps`, `mature_entered`,
 * `mature_advanced`, `rate`, `low` and `high`.
 *
 * Deals leave the set at risk where their watch ends; between two such ends events telescope into one bin, so the
 * estimate runs over as many bins as there are open deals. The variance is the closed form of Marubini and Valsecchi
 * (1995), "Analysing Survival Data from Clinical Trials and Observational Studies", chapter 10.
 *
 * @param group names of the group's columns and the SQL of each over a row of `stepup_v1.steps`
 * @param condition SQL of a further condition on the steps
 */
export function stepUpRatesSql(group: Readonly<Record<string, string>>, condition = '1=1'): string {
  const names = Object.keys(group).join(', ');
  const columns = Object.entries(group).map(([name, sql]) => `${sql} AS ${name}`);
  const wilson = wilsonSql('rate', 'trials');
  return `
  SELECT ${names}, horizon_days, entered, open_steps, mature_entered, mature_advanced, rate, ${wilson.low} AS low, ${wilson.high} AS high
  FROM (
    SELECT *, round(incidence[-1], 12) AS rate,
      arraySum((i, s, n, a, d) -> if(d < n, pow(incidence[-1] - i, 2) * d / (n * (n - d)), 0.) + s * s * a * (n - a) / pow(n, 3) - 2 * (incidence[-1] - i) * s * a / (n * n),
        incidence, survival, at_risk, advanced, ended) AS variance,
      if(rate > 0 AND rate < 1 AND variance > 0, rate * (1 - rate) / variance, toFloat64(entered - arraySum(censored))) AS trials
    FROM (
      SELECT *, arrayCumSum((s, a, n) -> s * a / n, survival, advanced, at_risk) AS incidence
      FROM (
        SELECT *, arrayPopBack(arrayPushFront(arrayMap(x -> exp(x), arrayCumSum((d, n) -> log(1 - d / n), ended, at_risk)), 1.)) AS survival
        FROM (
          SELECT *, arrayMap((a, l) -> a + l, advanced, lost) AS ended,
            arrayMap(gone -> toFloat64(entered - gone), arrayPopBack(arrayPushFront(arrayCumSum((d, c) -> d + c, ended, censored), 0))) AS at_risk
          FROM (
            SELECT *, arrayMap(bin -> arrayCount(x -> x = 1, bin), bins) AS advanced, arrayMap(bin -> arrayCount(x -> x = 2, bin), bins) AS lost,
              arrayMap(bin -> arrayCount(x -> x = 3, bin), bins) AS censored
            FROM (
              SELECT *, if(empty(codes), [], arraySplit((code, before) -> code != 3 AND before = 3, codes, arrayPopBack(arrayPushFront(codes, toUInt8(0))))) AS bins
              FROM (
                SELECT ${names}, max(step_horizon_days) AS horizon_days, count() AS entered, countIf(state = 'open') AS open_steps, countIf(is_mature) AS mature_entered, countIf(is_mature AND code = 1) AS mature_advanced,
                  arrayMap(x -> toUInt8(x % 4), arraySort(groupArrayIf(lasted_us * 4 + code, code > 0))) AS codes
                FROM (
                  SELECT ${columns.join(', ')}, state, lasted_us,
                    if(h.horizon_days = 0, ${fallbackHorizonDays}, h.horizon_days) AS step_horizon_days, step_horizon_days * 86400000000 AS horizon_us, watched_us >= horizon_us AS is_mature,
                    multiIf(state = 'advanced' AND lasted_us <= horizon_us, 1, state = 'lost' AND lasted_us <= horizon_us, 2, state = 'open' AND lasted_us < horizon_us, 3, 0) AS code
                  FROM stepup_v1.steps AS s LEFT JOIN (SELECT stage_id, horizon_days FROM stepup_v1.horizons WHERE ${ofPipeline}) AS h ON h.stage_id = s.stage_id
                  WHERE ${stepsInView} AND ${condition})
                GROUP BY ${names})))))))`;
}
