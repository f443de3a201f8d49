export { diagnoseTeam, MODEL_VERSION } from './diagnose-team.ts';
export type { DiagnosisOptions, TeamDiagnosis } from './diagnose-team.ts';
export type { StepInput, TeamInput } from './team-input.ts';
export type { StepFit } from './step-fit.ts';
export type { CellNote, DiagnosisCell } from './diagnosis-cell.ts';
export type { Episode } from './episode.ts';
export { estimateHorizon, summariseAdvanceDelays } from './horizon/estimate-horizon.ts';
export type { AdvanceDelays, Horizon, HorizonEvidence, HorizonSource } from './horizon/estimate-horizon.ts';
export { longWindow } from './exposure/window.ts';
export { deflateCounts } from './overdispersion/estimate-overdispersion.ts';
export { countFollowUp } from './exposure/count-follow-up.ts';
export type { FollowUp, FollowUpQuestion } from './exposure/count-follow-up.ts';
export { poolCompanySpread } from './model/company-spread.ts';
export type { CompanySpread, CompanySpreadResult, SpreadEvidence } from './model/company-spread.ts';
export { checkByBetaBinomial } from './model/beta-binomial-check.ts';
export { computeSkillWeights, summariseRep } from './model/rep-posterior.ts';
export type { RepPosterior } from './model/rep-posterior.ts';
export {
  GRID_STEP,
  INTERCEPT_CENTRE,
  INTERCEPT_POINTS,
  SKILL_POINTS,
  SKILL_ZERO,
  skillAt,
} from './model/skill-grid.ts';
export { computeStepLikelihood, etaAt } from './model/step-likelihood.ts';
export { computeTeamPosterior } from './model/team-posterior.ts';
export { halfNormalSpreadWeights } from './model/spread-prior.ts';
export { sumOfRep } from './model/step-counts.ts';
export type { StepCounts } from './model/step-counts.ts';
export type { StepLikelihood } from './model/step-likelihood.ts';
export { capFindings } from './verdict/cap-findings.ts';
export { choosePeers } from './verdict/choose-peers.ts';
export type { PeerGroup } from './verdict/choose-peers.ts';
export { DEFAULT_THRESHOLDS } from './verdict/thresholds.ts';
export type { Thresholds } from './verdict/thresholds.ts';
export type { Tier } from './verdict/assign-tiers.ts';
export { INITIAL_FINDING_STATE, reduceLook } from './looks/finding-state.ts';
export type { FindingState, FindingTier, Look, LookOutcome } from './looks/finding-state.ts';
export { isLookDue } from './looks/look-due.ts';
export { prepareLevers } from './levers/lever-model.ts';
export type { LeverModel, LeverQuestion } from './levers/lever-model.ts';
export type { WonDeal } from './levers/deal-values.ts';
export { DEFAULT_DILUTION, rankLevers } from './levers/rank-levers.ts';
export type { LeverOptions } from './levers/rank-levers.ts';
export type { Estimate, Gain, Lever, LeverTarget, RateChange, RepLevers } from './levers/lever.ts';
export { answerWhatIf } from './levers/answer-what-if.ts';
export type { WhatIf, WhatIfQuestion } from './levers/answer-what-if.ts';
export { drawRevenue, drawSeasons, prepareForecast, startWeeks } from './forecast/draw-revenue.ts';
export type { ForecastStep, PreparedForecast, RepFunnel } from './forecast/draw-revenue.ts';
export { estimateWorkload } from './levers/estimate-workload.ts';
export type { Workload } from './levers/estimate-workload.ts';
export { findEarlyWindow, scaleToEarlyWindow } from './hypotheses/early-window.ts';
export type { EarlyWindow } from './hypotheses/early-window.ts';
export type { Indicator, IndicatorDeal } from './hypotheses/indicator-deals.ts';
export { fitIndicators } from './hypotheses/fit-indicators.ts';
export type { IndicatorFit } from './hypotheses/fit-indicators.ts';
export { explainGap } from './hypotheses/explain-gap.ts';
export type { Gap, GapExplanation, Hypothesis, IndicatorEvidence } from './hypotheses/explain-gap.ts';
export { limitToNewcomers } from './verdict/limit-to-newcomers.ts';
export type { NewcomerLine } from './verdict/limit-to-newcomers.ts';
export type { EvidenceLack } from './diagnosis-cell.ts';
export { judgeStageUse } from './context/judge-stage-use.ts';
export type { StageUse } from './context/judge-stage-use.ts';
export { isUnworkableReason, recogniseContext } from './context/recognise-context.ts';
export type { CellContext, RepRecord } from './context/recognise-context.ts';
