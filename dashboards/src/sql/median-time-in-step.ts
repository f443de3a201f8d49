import { stepsInView } from './board-filters.ts';
import { z90 } from './wilson-interval.ts';

/**
 * Median days at each step until the deal advanced or was lost, open deals counting as staying at least as long as they
 * have: Kaplan–Meier, its 90 % interval where the pointwise Greenwood band crosses one half (Brookmeyer and Crowley 1982,
 * Biometrics 38). One row a stage: `n`, `open_steps` and, in seconds, `median`, `low` and `high`, null where not reached.
 */
export const medianTimeInStepSql = `
  SELECT stage_id, n, open_steps, ${crossing('survival')} AS median, ${crossing('lower')} AS low, ${crossing('upper')} AS high
  FROM (
    SELECT *, arrayMap((s, g) -> s - ${z90} * s * sqrt(g), survival, greenwood) AS lower, arrayMap((s, g) -> s + ${z90} * s * sqrt(g), survival, greenwood) AS upper
    FROM (
      SELECT *,
        arrayMap(x -> exp(x), arrayCumSum((x, r) -> if(x % 2 = 0, log(1 - 1 / r), 0.), course, at_risk)) AS survival,
        arrayCumSum((x, r) -> if(x % 2 = 0 AND r > 1, 1 / (r * (r - 1)), 0.), course, at_risk) AS greenwood
      FROM (
        SELECT *, arrayReverse(arrayEnumerate(course)) AS at_risk
        FROM (
          SELECT stage_id, count() AS n, countIf(state = 'open') AS open_steps, arraySort(groupArray(lasted_us * 2 + (state = 'open'))) AS course
          FROM stepup_v1.steps WHERE ${stepsInView} AND NOT skipped GROUP BY stage_id))))`;

/** `course` holds twice the time in µs, plus one where the deal is still open, in order. */
function crossing(curve: string): string {
  const index = `arrayFirstIndex(s -> s <= 0.5 + 1e-12, ${curve})`;
  return `if(${index} = 0, NULL, intDiv(course[${index}], 2) / 1000000)`;
}
