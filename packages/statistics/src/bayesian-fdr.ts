/**
 * Bayesian false discovery rate: the longest list, in order of certainty, whose average probability of being wrong is at
 * most `rate`. Stephens (2017), "False discovery rates: a new deal", Biostatistics 18(2), 275–294 (his s-value, with
 * "no relevant gap" in place of "wrong sign").
 *
 * @param errorProbabilities one probability of being wrong per candidate, any order
 * @returns for each candidate whether it is on the list; equal candidates are treated equally
 */
export function selectByBayesianFdr(errorProbabilities: readonly number[], rate: number): boolean[] {
  const ascending = [...errorProbabilities].sort((a, b) => a - b);
  let sum = 0;
  let limit = -Infinity;
  for (const [index, error] of ascending.entries()) {
    sum += error;
    const endsItsTies = ascending[index + 1] !== error;
    // The average only grows along the list, so the last prefix that fits is the longest.
    if (endsItsTies && sum <= rate * (index + 1)) limit = error;
  }
  return errorProbabilities.map((error) => error <= limit);
}
