import { computeSkillWeights, SKILL_POINTS, skillAt, type StepFit } from '@stepup/diagnosis';

/** Posterior mean of somebody's skill in the baseline, log-odds over a typical colleague with the same leads. */
export function meanStanding(
  { likelihood, posterior }: Pick<StepFit, 'likelihood' | 'posterior'>,
  row: number,
): number {
  const weights = computeSkillWeights(likelihood, posterior, row);
  let [sum, total] = [0, 0];
  for (const [index, weight] of weights.entries()) {
    sum += weight * skillAt(index % SKILL_POINTS);
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}
