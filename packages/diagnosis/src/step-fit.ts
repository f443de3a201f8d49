import type { StepLikelihood } from './model/step-likelihood.ts';
import type { TeamPosterior } from './model/team-posterior.ts';
import type { PreparedStep } from './prepare-step.ts';
import type { PeerComparison } from './verdict/judge-evidence.ts';

/** A fitted step, for what builds on the posterior (levers, explanations). */
export type StepFit = {
  /** Its counts; row r of the likelihood belongs to `step.repIds[r]`. */
  readonly step: PreparedStep;
  readonly likelihood: StepLikelihood;
  readonly posterior: TeamPosterior;
  readonly comparison: PeerComparison;
};
