import { computeSkillWeights, etaAt, SKILL_POINTS, type StepCounts, type StepFit } from '@stepup/diagnosis';
import { expit } from '@stepup/statistics';
import { carrySkillOver, transitionKernel } from './carry-skill-over.ts';
import { SUM_HALF_POINTS } from './effect-grid.ts';
import { followUpLikelihood } from './follow-up-likelihood.ts';

/** What a baseline lets expect of everybody's follow-up, and how well each shift of it fits; reps by their row in the fit. */
export interface FollowUpModel {
  readonly fit: Pick<StepFit, 'likelihood' | 'posterior'>;
  /** Exposure and successes since, rows and columns of the fit's counts, divided by phi like them. */
  readonly followUp: StepCounts;
  /** log P(follow-up | intercept, shift); index a × (2 × SUM_HALF_POINTS + 1) + shift. */
  likelihoodOf(rep: number): Float64Array;
  /** Rate without coaching at the leads of the follow-up, given shift and intercept (grid index), logits. */
  expectedRateOf(rep: number, a: number, shift: number): number;
}

export interface NoiseOptions {
  /** Noise of a rep from quarter to quarter, logits; .15 unless estimated. */
  readonly quarterNoise?: number;
  /** How many quarters baseline and follow-up span: the noise of a longer period averages out. 1 unless told. */
  readonly baselineQuarters?: number;
  readonly followUpQuarters?: number;
}

export const DEFAULT_QUARTER_NOISE = 0.15;

/** Each rep is worked out once, when first asked for, whoever is then compared with whom. */
export function prepareFollowUp(
  fit: Pick<StepFit, 'likelihood' | 'posterior'>,
  followUp: StepCounts,
  options: NoiseOptions = {},
): FollowUpModel {
  const { likelihood, posterior } = fit;
  const { quarterNoise = DEFAULT_QUARTER_NOISE, baselineQuarters = 1, followUpQuarters = 1 } = options;
  const kernel = transitionKernel({
    baselineNoise: quarterNoise / Math.sqrt(Math.max(1, baselineQuarters)),
    followUpNoise: quarterNoise / Math.sqrt(Math.max(1, followUpQuarters)),
    squaredSpread: posterior.meanSpread * posterior.meanSpread,
  });
  const standingOf = onceEach((rep) =>
    carrySkillOver(computeSkillWeights(likelihood, posterior, rep), kernel),
  );
  const shares = onceEach((rep) => shareOfSegments(followUp, rep));
  return {
    fit,
    followUp,
    likelihoodOf: onceEach((rep) =>
      followUpLikelihood(likelihood, followUp, rep, standingOf(rep), SUM_HALF_POINTS),
    ),
    expectedRateOf(rep, a, shift) {
      const standing = standingOf(rep);
      const { caseMix, stride } = likelihood;
      let rate = 0;
      for (let v = 0; v < SKILL_POINTS; v++) {
        const weight = standing[a * SKILL_POINTS + v] ?? 0;
        if (weight < 1e-12) continue;
        const eta = etaAt(caseMix, stride, a * stride + v) + shift;
        for (const [k, share] of shares(rep).entries()) {
          if (share > 0) rate += weight * share * expit(eta + (caseMix.segmentEffects[k] ?? 0));
        }
      }
      return rate;
    },
  };
}

/** Mix of the follow-up's leads; without any, an even one. */
function shareOfSegments(counts: StepCounts, rep: number): Float64Array {
  const own = counts.exposure.slice(rep * counts.segments, (rep + 1) * counts.segments);
  const total = own.reduce((sum, n) => sum + n, 0);
  return own.map((n) => (total > 0 ? n / total : 1 / counts.segments));
}

function onceEach(compute: (rep: number) => Float64Array): (rep: number) => Float64Array {
  const known = new Map<number, Float64Array>();
  return (rep) => {
    const answer = known.get(rep) ?? compute(rep);
    known.set(rep, answer);
    return answer;
  };
}
