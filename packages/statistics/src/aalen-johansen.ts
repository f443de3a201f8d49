/** What ended an observation: the event of interest, the competing event, or nothing yet (still open). */
export type Ending = 'advanced' | 'lost' | 'censored';

export type Observation = { readonly days: number; readonly ending: Ending };

/**
 * Counts between two consecutive censoring times: `advanced` and `lost` happen first, then `censored` leave.
 * `atRisk` is the number under observation when the bin opens.
 */
export type RiskBin = {
  readonly atRisk: number;
  readonly advanced: number;
  readonly lost: number;
  readonly censored: number;
};

export type CumulativeIncidence =
  | { readonly kind: 'nothing_entered' }
  | {
      readonly kind: 'estimate';
      /** Probability of having advanced by the horizon with `lost` as the competing event, in [0, 1]. */
      readonly probability: number;
      readonly variance: number;
      /** Number of fully followed deals that would carry the same information: F(1−F)/Var F. */
      readonly nEff: number;
      readonly xEff: number;
    };

/**
 * Aalen–Johansen estimate of the probability to advance by the horizon, from bins that end at censoring times (one bin
 * a distinct event time is allowed as well). Within a bin nobody is censored, so its events telescope into one
 * multinomial step: the finer the binning, the same the result.
 *
 * The variance is the Greenwood-type (multinomial) estimator of Andersen, Borgan, Gill and Keiding (1993), "Statistical
 * Models Based on Counting Processes", IV.4.1, as the recursion of Var S, Cov(S, F), Var F; it equals the closed form of
 * Marubini and Valsecchi (1995) and reduces to F(1−F)/n without censoring.
 *
 * @param bins in order of time, only events at or before the horizon; bins with `atRisk` 0 are ignored
 */
export function aalenJohansenFromBins(bins: Iterable<RiskBin>): CumulativeIncidence {
  let survival = 1;
  let incidence = 0;
  let varianceS = 0;
  let covarianceSF = 0;
  let varianceF = 0;
  let entered = 0;
  let censored = 0;
  for (const bin of bins) {
    const n = bin.atRisk;
    if (!(n > 0)) continue;
    if (entered === 0) entered = n;
    const p1 = bin.advanced / n;
    const stay = (n - bin.advanced - bin.lost) / n;
    const s2n = (survival * survival) / n;
    varianceF += 2 * p1 * covarianceSF + p1 * p1 * varianceS + s2n * p1 * (1 - p1);
    covarianceSF = stay * (covarianceSF + p1 * varianceS - s2n * p1);
    varianceS = stay * stay * varianceS + s2n * stay * (1 - stay);
    incidence += survival * p1;
    survival *= stay;
    censored += bin.censored;
  }
  if (entered === 0) return { kind: 'nothing_entered' };
  const probability = Math.min(1, incidence);
  const variance = Math.max(0, varianceF);
  const spread = probability * (1 - probability);
  // At F = 0 or 1 the variance estimate is 0 and says nothing; what is known are the deals followed to their end.
  const nEff = spread > 0 && variance > 0 ? spread / variance : Math.max(0, entered - censored);
  return { kind: 'estimate', probability, variance, nEff, xEff: probability * nEff };
}

/**
 * Aalen–Johansen estimate at `horizonDays` from exact times. At tied times events come before censorings; an
 * observation longer than the horizon counts as followed to the horizon.
 */
export function aalenJohansen(observations: Iterable<Observation>, horizonDays: number): CumulativeIncidence {
  return aalenJohansenFromBins(binByDistinctTime(observations, horizonDays));
}

function* binByDistinctTime(observations: Iterable<Observation>, horizonDays: number): Generator<RiskBin> {
  const sorted = [...observations].sort((a, b) => a.days - b.days);
  if (sorted.length === 0) return;
  let atRisk = sorted.length;
  let next = 0;
  while (next < sorted.length) {
    const days = sorted[next]?.days ?? Infinity;
    if (days > horizonDays) break;
    const counts = { advanced: 0, lost: 0, censored: 0 };
    for (; sorted[next]?.days === days; next++) counts[sorted[next]?.ending ?? 'censored']++;
    // Whoever is censored at the horizon itself has been followed all the way.
    yield { atRisk, ...counts, censored: days === horizonDays ? 0 : counts.censored };
    atRisk -= counts.advanced + counts.lost + counts.censored;
  }
  if (next === 0) yield { atRisk, advanced: 0, lost: 0, censored: 0 };
}
