export { decideMove } from './decide-move.ts';
export type { MoveDecision } from './decide-move.ts';
export { findMissingForActivation } from './find-missing-for-activation.ts';
export { findSide } from './find-side.ts';
export { judgeObservation } from './judge-observation.ts';
export type { ObservationStatus } from './judge-observation.ts';
export type { Move, MoveContext, MoveKind, PlanChange } from './move.ts';
export { openPlan } from './open-plan.ts';
export { abandonReasons, behaviourVerdicts, confirmationVerdicts, planStates, sides } from './plan.ts';
export type {
  AbandonReason,
  Acceptance,
  BehaviourTarget,
  BehaviourVerdict,
  CoachAction,
  Confirmation,
  ConfirmationVerdict,
  Entry,
  FrozenNumber,
  Measure,
  OutcomeTarget,
  Plan,
  PlanBasis,
  PlanState,
  Reason,
  Side,
} from './plan.ts';
export { breakRule } from './rule.ts';
export type { BrokenRule, Rule } from './rule.ts';
export {
  currentEntry,
  standingAcceptance,
  standingDiscussion,
  standingMeasures,
} from './standing-answers.ts';
export { isAway } from './records/absence.ts';
export { askedInTheirPlace, findingIndicator } from './records/dispute.ts';
export { conversationModels } from './records/conversation-models.ts';
export { predictionOf } from './records/prediction-of.ts';
export { decideOpening, decideRecordMove } from './records/decide-record.ts';
export type { RecordContext, RecordDecision } from './records/decide-record.ts';
export type {
  CoachingRecord,
  Parties,
  Projection,
  RecordEntry,
  RecordFacts,
  RecordKind,
} from './records/record-kind.ts';
export { type AssessmentSummary, summariseAssessments } from './assessments/summarise-assessments.ts';
export { type AttainmentOfRep, compareAttainment } from './attainment/compare-attainment.ts';
export { type DrawBlock, drawWaitList, fewestToDraw } from './campaigns/draw-wait-list.ts';
export { recordKinds } from './records/record-kinds.ts';
export { replayRecord } from './records/replay-record.ts';
export { firstReview, followingReview } from './records/review.ts';
export { measurePlan } from './measure-plan.ts';
export { measureCall, measurePlainFields, measureReview, measureSession } from './records/measure-record.ts';
export type { Measures } from './records/measure-record.ts';
export { calibrate, type Calibration } from './records/calibrate.ts';
export { type CardQuestion, fillCard } from './records/five-questions.ts';
export type { AgendaItem, PlanProposal } from './agenda/agenda-item.ts';
export { type AgendaFacts, type AgendaRecord, decideAgenda, findUnplanned } from './agenda/decide-agenda.ts';
export { handOverPlan, type HandoverDecision, notesClosedBefore } from './hand-over-plan.ts';
export { type RetainedKind, retainedKinds, usualRetentionDays } from './retention.ts';
export { type CoachSkill, coachSkills } from './coach-skills.ts';
