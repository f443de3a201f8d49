import { buildCells } from './build-cells.ts';
import type { DiagnosisCell } from './diagnosis-cell.ts';
import { halfNormalSpreadWeights, spreadPriorOfStep } from './model/spread-prior.ts';
import type { CompanySpread, SpreadEvidence } from './model/company-spread.ts';
import { computeStepLikelihood } from './model/step-likelihood.ts';
import { computeTeamPosterior } from './model/team-posterior.ts';
import { deflateCounts, estimateOverdispersion } from './overdispersion/estimate-overdispersion.ts';
import type { Overdispersion } from './overdispersion/estimate-overdispersion.ts';
import { prepareStep } from './prepare-step.ts';
import type { PreparedStep } from './prepare-step.ts';
import type { StepFit } from './step-fit.ts';
import type { TeamInput } from './team-input.ts';
import { comparePeers } from './verdict/judge-evidence.ts';
import { DEFAULT_THRESHOLDS } from './verdict/thresholds.ts';
import type { Thresholds } from './verdict/thresholds.ts';

/** Goes up whenever the same episodes may give other numbers; a change of it is never a look. */
export const MODEL_VERSION = '2';

export type DiagnosisOptions = {
  /** Days of entries for every step, in place of the window rules. */
  readonly windowDays?: number;
  readonly thresholds?: Thresholds;
  /** How much reps differ in the rest of the company; replaces the half-normal assumption. */
  readonly companySpread?: CompanySpread;
};

export type TeamDiagnosis = {
  readonly modelVersion: string;
  readonly overdispersion: Overdispersion;
  /** Every rep × step, by rep and then step, in code-unit order. */
  readonly cells: readonly DiagnosisCell[];
  /** By step, in code-unit order. */
  readonly fits: readonly StepFit[];
  /** What this team says about how much reps differ; see `poolCompanySpread`. */
  readonly spreadEvidence: SpreadEvidence;
};

/**
 * One look at one team: rates, gaps and tiers of every rep × step. A pure function of the set of episodes: neither their
 * order nor that of reps and steps changes a bit of the result.
 *
 * Throws a RangeError where an episode contradicts the history rules or a step is given twice.
 */
export function diagnoseTeam(input: TeamInput, options: DiagnosisOptions = {}): TeamDiagnosis {
  const thresholds = options.thresholds ?? DEFAULT_THRESHOLDS;
  const steps = [...input.steps].sort((a, b) => (a.step < b.step ? -1 : 1));
  if (new Set(steps.map(({ step }) => step)).size < steps.length)
    throw new RangeError('a step is given twice');
  const prepared = steps.map((step) => prepareStep(step, input.asOfDays, options.windowDays));
  const overdispersion = estimateOverdispersion(prepared.map(({ matureMonths }) => matureMonths));
  const likelihoods = prepared.map((step) => ({
    step,
    likelihood: computeStepLikelihood(deflateCounts(step.exposure.counts, overdispersion.phi)),
  }));
  const typicalSpread = options.companySpread?.weights ?? halfNormalSpreadWeights();
  const fits = likelihoods.map(({ step, likelihood }, s): StepFit => {
    const others = likelihoods.filter((_, other) => other !== s);
    const prior = spreadPriorOfStep(
      typicalSpread,
      others.map((other) => other.likelihood.logLikelihoodBySpread),
    );
    const comparison = comparePeers(countPeersWithEvidence(step, thresholds), thresholds);
    const source = comparison === 'own_spread' ? 'integrated' : 'prior_only';
    const posterior = computeTeamPosterior(likelihood, prior, source);
    return { step, likelihood, posterior, comparison };
  });
  const everyone = new Set([...input.repIds, ...prepared.flatMap(({ repIds }) => repIds)]);
  return {
    modelVersion: MODEL_VERSION,
    overdispersion,
    cells: buildCells({
      repIds: [...new Set(input.repIds)].sort(),
      headcount: everyone.size,
      fits,
      phi: overdispersion.phi,
      thresholds,
      tenureDays: input.tenureDays ?? new Map(),
    }),
    fits,
    spreadEvidence: {
      reps: new Set(prepared.flatMap(({ repIds }) => repIds)).size,
      logLikelihoods: likelihoods.map(({ likelihood }) => likelihood.logLikelihoodBySpread),
    },
  };
}

function countPeersWithEvidence(step: PreparedStep, thresholds: Thresholds): number {
  return step.exposure.reps.filter(({ exposure }) => exposure >= thresholds.evidence.exposure).length;
}
