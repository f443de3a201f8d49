import { etaAt, GRID_STEP, INTERCEPT_POINTS, SKILL_POINTS } from '@stepup/diagnosis';
import type { StepCounts, StepLikelihood } from '@stepup/diagnosis';
import { logExpit } from '@stepup/statistics';

/**
 * log P(follow-up of one rep | intercept, shift), the standing that the baseline lets expect integrated out.
 *
 * @param expected of `carrySkillOver`
 * @param halfPoints shifts run from −halfPoints to halfPoints grid steps
 * @returns index a × (2 × halfPoints + 1) + shift
 */
export function followUpLikelihood(
  baseline: StepLikelihood,
  followUp: StepCounts,
  rep: number,
  expected: Float64Array,
  halfPoints: number,
): Float64Array {
  const shifts = 2 * halfPoints + 1;
  const { caseMix, stride } = baseline;
  const lattice = SKILL_POINTS + shifts - 1 + (INTERCEPT_POINTS - 1) * stride;
  const logLikelihood = new Float64Array(lattice);
  for (let k = 0; k < followUp.segments; k++) {
    const advanced = followUp.advanced[rep * followUp.segments + k] ?? 0;
    const notAdvanced = (followUp.exposure[rep * followUp.segments + k] ?? 0) - advanced;
    if (advanced === 0 && notAdvanced === 0) continue;
    const start = etaAt(caseMix, stride, 0) - halfPoints * GRID_STEP + (caseMix.segmentEffects[k] ?? 0);
    const step = GRID_STEP;
    for (let l = 0; l < lattice; l++) {
      const eta = start + l * step;
      logLikelihood[l] = (logLikelihood[l] ?? 0) + advanced * logExpit(eta) + notAdvanced * logExpit(-eta);
    }
  }
  let peak = -Infinity;
  for (const value of logLikelihood) peak = Math.max(peak, value);
  const likelihood = logLikelihood.map((value) => Math.exp(value - peak));
  const [intercepts, skills] = [INTERCEPT_POINTS, SKILL_POINTS];
  const answer = new Float64Array(intercepts * shifts);
  for (let a = 0; a < intercepts; a++) {
    for (let s = 0; s < shifts; s++) {
      let sum = 0;
      for (let v = 0; v < skills; v++)
        sum += (expected[a * skills + v] ?? 0) * (likelihood[a * stride + s + v] ?? 0);
      answer[a * shifts + s] = Math.log(sum);
    }
  }
  return answer;
}
