/** z of a two-sided 90 % interval. */
const z = 1.6448536269514722;

/**
 * Median time until an event under right censoring, with its 90 % interval, as SQL aggregates over a group.
 * Kaplan–Meier; the interval inverts the pointwise linear Greenwood band (Brookmeyer and Crowley 1982, Biometrics 38).
 *
 * @param time SQL of the time in µs, from entry to the event or, where it has not happened, to the moment of looking
 * @param happened SQL that is true where the event happened
 * @returns `median_us`, `low_us`, `high_us` (−1: not reached) over the groups whose `course` was aggregated
 */
export const medianTimeSql = {
  /** Aggregate over the group: one sort of plain numbers puts events before censorings at equal times. */
  course: (time: string, happened: string) => `arraySort(groupArray((${time}) * 2 + if(${happened}, 0, 1)))`,
  /** Over a row with the array column `course`; each level reads the one before. */
  curve: (rows: string): string => `
    SELECT *, arrayMap((s, g) -> s - ${z} * s * sqrt(g), survival, greenwood) AS low_band, arrayMap((s, g) -> s + ${z} * s * sqrt(g), survival, greenwood) AS high_band
    FROM (
      SELECT *,
        arrayMap(x -> exp(x), arrayCumSum(arrayMap((x, risk) -> if(x % 2 = 0, log(1 - 1 / risk), 0), course, at_risk))) AS survival,
        arrayCumSum(arrayMap((x, risk) -> if(x % 2 = 0 AND risk > 1, 1 / (risk * (risk - 1)), 0), course, at_risk)) AS greenwood
      FROM (SELECT *, arrayReverse(arrayEnumerate(course)) AS at_risk FROM (${rows})))`,
  /** `key`, `n`, `open` and the median with its bounds, from rows with `course`. */
  medians: (rows: string): string =>
    `SELECT key, n, open, ${quantileOf('survival')} AS median_us, ${quantileOf('low_band')} AS low_us, ${quantileOf('high_band')} AS high_us FROM (${medianTimeSql.curve(rows)})`,
};

function quantileOf(curve: string): string {
  const index = `arrayFirstIndex(s -> s <= 0.5 + 1e-12, ${curve})`;
  return `if(${index} = 0, -1, intDiv(course[${index}], 2))`;
}
