import { expit, logExpit, naturalLog } from '@stepup/statistics';
import { averageSkillPrior } from '../model/known-typical.ts';
import { computeSegmentMix } from '../model/rep-posterior.ts';
import { SKILL_POINTS, skillAt } from '../model/skill-grid.ts';
import { sumOfRep } from '../model/step-counts.ts';
import { halfNormalSpreadWeights, spreadPriorOfStep } from '../model/spread-prior.ts';
import { computeStepLikelihood, dot, exponentiate } from '../model/step-likelihood.ts';
import { computeTeamPosterior } from '../model/team-posterior.ts';
import { deflateCounts } from '../overdispersion/estimate-overdispersion.ts';
import type { StepFit } from '../step-fit.ts';
import type { Thresholds } from './thresholds.ts';

/** Whether the gap of a rep (row of the fit) comes from deals left open. */
export type DecidedDealsJudge = (
  rep: number,
  found: { readonly pGap: number; readonly typical: number },
) => boolean;

/** Below it "lost" is said so rarely that a deal left open is this team's way of losing one. */
const LEAST_CLOSED_SHARE = 0.25;
/** P(gap) among the decided deals below which they speak against one. */
const NO_GAP_AMONG_DECIDED = 0.25;

/**
 * A step-up rate is the share of deals that are decided times the share of those that advance. A rep can fall short in
 * the first factor alone, by leaving deals open that others close; whether that is skill cannot be told before they are
 * decided. So a shortfall worth watching is withheld where the decided deals make a gap improbable.
 *
 * The decided deals are judged on their own (case mix and spread of their own fit), and the skill they show is put to the step-up rate: P(u < logit((1 − m) typical) − logit(typical)). On the logit scale skill
 * survives that lost deals go unrecorded, as long as that happens to everybody's alike.
 */
export function decidedDealsJudge(
  fit: StepFit,
  team: { readonly phi: number; readonly thresholds: Thresholds },
): DecidedDealsJudge {
  const { decided } = fit.step;
  const { watch, margin } = team.thresholds;
  if (decided.closedShare < LEAST_CLOSED_SHARE) return () => false;
  const counts = deflateCounts(decided.counts, team.phi);
  let prepared: ReturnType<typeof prepare> | null = null;
  const prepare = () => {
    const likelihood = computeStepLikelihood(counts);
    const spreadPrior = spreadPriorOfStep(halfNormalSpreadWeights(), []);
    return {
      caseMix: likelihood.caseMix,
      skillPrior: averageSkillPrior(computeTeamPosterior(likelihood, spreadPrior, 'integrated')),
    };
  };
  return (rep, { pGap, typical }) => {
    if (pGap < watch.pGap) return false;
    prepared ??= prepare();
    const { caseMix, skillPrior } = prepared;
    let typicalAmongDecided = 0;
    for (const [k, share] of computeSegmentMix(counts, rep).entries()) {
      typicalAmongDecided += share * expit(caseMix.intercept + (caseMix.segmentEffects[k] ?? 0));
    }
    const advanced = sumOfRep(counts, counts.advanced, rep);
    const notAdvanced = sumOfRep(counts, counts.exposure, rep) - advanced;
    const gapBelow = logit((1 - margin) * typical) - logit(typical);
    const logLikelihood = Float64Array.from({ length: SKILL_POINTS }, (_, i) => {
      const eta = logit(typicalAmongDecided) + skillAt(i);
      return advanced * logExpit(eta) + notAdvanced * logExpit(-eta);
    });
    const likelihood = new Float64Array(SKILL_POINTS);
    exponentiate(logLikelihood, 0, likelihood);
    const weights = likelihood.map((value, i) => value * (skillPrior[i] ?? 0));
    const gap = weights.reduce((sum, weight, i) => (skillAt(i) < gapBelow ? sum + weight : sum), 0);
    return gap < NO_GAP_AMONG_DECIDED * dot(likelihood, skillPrior);
  };
}

const EDGE = 1e-9;

function logit(rate: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, rate));
  return naturalLog(inside) - naturalLog(1 - inside);
}
