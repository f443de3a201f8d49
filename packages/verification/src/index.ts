export { estimateEffect } from './effect/estimate-effect.ts';
export type { EffectEstimate } from './effect/estimate-effect.ts';
export type { ComparedStart } from './effect/compared-start.ts';
export { meanStanding } from './effect/mean-standing.ts';
export { modelSinceStart } from './effect/model-since-start.ts';
export { judgeEffect } from './verdict/judge-effect.ts';
export { judgeBehaviour, judgeSeenBehaviour } from './verdict/judge-behaviour.ts';
export { poolEffects } from './pooling/pool-effects.ts';
export type { PlanEffect, PooledEffect } from './pooling/pool-effects.ts';
export { verifyCoaching } from './verify-coaching.ts';
export type {
  CoachedPerson,
  Verification,
  VerificationLack,
  VerificationQuestion,
} from './verify-coaching.ts';
export type { OutcomeVerdict } from './verdict/decide-outcome.ts';
export { verifyDrawn } from './randomised/verify-drawn.ts';
export type { DrawnCampaign, DrawnVerification } from './randomised/verify-drawn.ts';
export { countMature } from './count-mature.ts';
export { associatePractices } from './practices/associate-practices.ts';
export type { PracticeAssociation, PracticePlan } from './practices/associate-practices.ts';
export { flagCoaching } from './practices/flag-coaching.ts';
export type { CoachingFlag, CoachRecord } from './practices/flag-coaching.ts';
export { checkFakeStarts } from './placebo/check-fake-starts.ts';
export { countQuarters, estimateQuarterNoise, LEAST_QUARTERS } from './effect/estimate-quarter-noise.ts';
export type { QuarterHistory, QuarterNoise } from './effect/estimate-quarter-noise.ts';
export { DEFAULT_QUARTER_NOISE } from './effect/follow-up-model.ts';
