export { canonicalJson } from './canonical-json.ts';
export { jsonOrUndefined, type ParsedJson, parseJson } from './parse-json.ts';
export { appProblems, errorCodes, type ErrorCode, type EventProblemCode, problemOf } from './errors.ts';
export {
  type DeadLetter,
  deadLetter,
  deadLetterHead,
  deadLetterId,
  deadLetterLimits,
} from './dead-letters/dead-letter.ts';
export { isTypeFromFuture } from './dead-letters/is-type-from-future.ts';
export {
  deadLetterKeptDays,
  type DeadLetterReason,
  deadLetterReasons,
  isKeptUntilUnderstood,
  stepOfReason,
} from './dead-letters/reasons.ts';
export { deadLetterReasonTexts } from './dead-letters/reason-texts.ts';
export { replayHeaders } from './dead-letters/replay-headers.ts';
export { contentKinds } from './events/content-switched.ts';
export { isTenantName, tenantName } from './events/envelope.ts';
export type { EventProblem } from './events/event-problem.ts';
export { personRoles } from './events/person-changed.ts';
export { type EventContext, type ParsedEvent, parseEvent } from './events/parse-event.ts';
export {
  type ActivityDeleted,
  type ActivityLogged,
  type ActivityPlanned,
  type ContentSwitched,
  type DealChanged,
  type DealDeleted,
  type DealMerged,
  type PersonChanged,
  type PersonErased,
  type PipelineDefined,
  type QuotaSet,
  type RateSet,
  type SalesEvent,
  type SalesEventDraft,
  type SalesEventOf,
  salesEventSchemas,
  type SalesEventType,
  salesEventTypes,
  type TenantConfigured,
  type TrainingCompleted,
} from './events/sales-event.ts';
export { type EventScope, requiredScope } from './events/scope.ts';
export { subjectOf } from './events/subject.ts';
export { type EventTexts, joinTexts, splitTexts } from './events/texts.ts';
export { activityKinds } from './fields/activity.ts';
export { localDate, timeOfDay } from './fields/time.ts';
export {
  type ActivitiesAnswer,
  activitiesAnswer,
  type ActivitiesQuery,
  activitiesQuery,
  type Activity,
} from './http/activities.ts';
export {
  type DeadLetterReplayAnswer,
  deadLetterReplayAnswer,
  type DeadLetterReplayRequest,
  deadLetterReplayRequest,
  deadLettersAnswer,
  deadLettersQuery,
  type DeadLetterState,
  deadLetterStates,
  type KeptDeadLetter,
  keptDeadLetter,
  type KeptDeadLetterHead,
  mostReplayed,
} from './http/dead-letters.ts';
export { type Annex, annexAnswer } from './http/annex.ts';
export {
  dataQualityAnswer,
  type DataQualityCheck,
  type DataQualityCheckId,
  dataQualityCheckIds,
  dataQualityQuery,
  type DataQualityRecord,
  dataQualityRecordsAnswer,
  dataQualityRecordsQuery,
} from './http/data-quality.ts';
export { type Deal, type DealsAnswer, dealsAnswer, type DealsQuery, dealsQuery } from './http/deals.ts';
export {
  type DiagnosesAnswer,
  diagnosesAnswer,
  type DiagnosesQuery,
  diagnosesQuery,
  type Diagnosis,
  diagnosisAnswer,
  type DisputeOfFinding,
  type FrozenGrounds,
  type Hypothesis,
  type ReviewState,
} from './http/diagnoses.ts';
export { diagnosisSettings, diagnosisSettingsRequest } from './http/diagnosis-settings.ts';
export { type Proposal, proposalsAnswer, proposalsQuery } from './http/proposals.ts';
export { jobsAnswer } from './http/jobs.ts';
export { diagnosisPause, diagnosisPauseRequest } from './http/diagnosis-pauses.ts';
export {
  type DiagnosisCell,
  type DiagnosisCellsAnswer,
  diagnosisCellsAnswer,
  type DiagnosisRun,
  diagnosisRun,
  type DiagnosisRunRequest,
  diagnosisRunRequest,
  diagnosisRunsAnswer,
  diagnosisRunStarted,
  pageQuery,
  type Tier,
} from './http/diagnosis-runs.ts';
export {
  type AllRejected,
  allRejected,
  eventLimits,
  type EventsAccepted,
  eventsAccepted,
  type RejectedEvent,
} from './http/events.ts';
export {
  type ExportFormat,
  exportFormats,
  exportQuery,
  type ExportView,
  exportViews,
} from './http/exports.ts';
export { type Freshness } from './http/freshness.ts';
export {
  type FunnelAnswer,
  funnelAnswer,
  type FunnelQuery,
  funnelQuery,
  type FunnelStep,
  type HorizonSource,
} from './http/funnel.ts';
export { bindingIndicatorIds, type IndicatorId, indicatorIds } from './http/indicator-ids.ts';
export {
  type IndicatorAnswer,
  indicatorAnswer,
  type IndicatorDefinition,
  type IndicatorQuery,
  indicatorQuery,
  indicatorsAnswer,
  type UnrankedReason,
} from './http/indicators.ts';
export { type Gain } from './http/gain.ts';
export {
  type Lever,
  type LeversAnswer,
  leversAnswer,
  type LeversQuery,
  leversQuery,
  type WhatIfAnswer,
  whatIfAnswer,
  type WhatIfRequest,
  whatIfRequest,
} from './http/levers.ts';
export type { NullReason } from './http/null-reason.ts';
export {
  type Preset,
  type PresetAnswer,
  presetAnswer,
  type PresetId,
  presetIds,
  type PresetPart,
  presetParts,
  presetQuery,
  presetsAnswer,
} from './http/presets.ts';
export { type ParsedRequest, parseRequest, type RequestProblem } from './http/parse-request.ts';
export {
  type Plan,
  plan,
  type PlanRequest,
  planRequest,
  type PlansAnswer,
  plansAnswer,
  type PlansQuery,
  plansQuery,
  type PlanTransition,
  planTransition,
  planBases,
} from './http/plans.ts';
export {
  type PlaybookAnswer,
  playbookAnswer,
  type PlaybookCheck,
  playbookCheck,
  playbookRequest,
  playbooksAnswer,
} from './http/playbooks.ts';
export { type PointInTime, resolvePointInTime } from './http/point-in-time.ts';
export { beginOfLocalDay, endOfLocalDay, localDayOf } from './local-days.ts';
export { type Problem, problem } from './http/problem.ts';
export type { Grouping } from './http/query-fields.ts';
export { type Skill, skillsAnswer, skillsQuery } from './http/skills.ts';
export {
  playbook,
  type Playbook,
  type PlaybookSkill,
  type PlaybookStep,
  type PossibleGap,
  type Sign,
} from './playbook/playbook.ts';
export { isSignalId, type SignalId, signals } from './playbook/signals.ts';
export { addSeconds, type Instant, instantOfDate, isLocalDate, toInstant } from './instant.ts';
export { type Money, parseMoney } from './money.ts';
export { type ReadsAnswer, readsAnswer } from './http/reads.ts';
export { type Rebuild, rebuild, rebuildRequest } from './http/rebuilds.ts';
export { type SignInAnswer, signInAnswer } from './http/sign-in.ts';
export { peopleAnswer, pipelinesAnswer, sessionAnswer } from './http/session.ts';
export type { AbsenceContent, AbsenceMove, AbsenceOpening } from './coaching/absence.ts';
export type { BarrierContent, BarrierMove, BarrierOpening } from './coaching/barrier.ts';
export type { CallContent, CallMove, CallOpening, Probability } from './coaching/call.ts';
export type { CampaignContent, CampaignMove, CampaignOpening } from './coaching/campaign.ts';
export type { WishContent, WishMove, WishOpening } from './coaching/wish.ts';
export type { DisputeContent, DisputeMove, DisputeOpening } from './coaching/dispute.ts';
export type { HandoverContent, HandoverMove, HandoverOpening } from './coaching/handover.ts';
export type { InvitationContent, InvitationMove, InvitationOpening } from './coaching/invitation.ts';
export type { ObstacleContent, ObstacleMove, ObstacleOpening } from './coaching/obstacle.ts';
export type { PracticeContent, PracticeMove, PracticeOpening } from './coaching/practice.ts';
export type { PulseContent, PulseMove, PulseOpening } from './coaching/pulse.ts';
export type { RecognitionContent, RecognitionMove, RecognitionOpening } from './coaching/recognition.ts';
export type { ReviewContent, ReviewMove, ReviewOpening } from './coaching/review.ts';
export type {
  SelectionEvidenceContent,
  SelectionEvidenceMove,
  SelectionEvidenceOpening,
} from './coaching/selection-evidence.ts';
export type {
  SessionContent,
  SessionMove,
  SessionOpening,
  ChartAnswer,
  ChartQuestion,
  ChartSolution,
  ConversationModel,
  ConversationStage,
} from './coaching/session.ts';
export type { StoryboardContent, StoryboardMove, StoryboardOpening } from './coaching/storyboard.ts';
export type {
  TimeAgreementContent,
  TimeAgreementMove,
  TimeAgreementOpening,
} from './coaching/time-agreement.ts';
export type { TrainingContent, TrainingMove, TrainingOpening } from './coaching/training.ts';
export type {
  AssessmentContent,
  AssessmentMove,
  AssessmentOpening,
  Evidence,
} from './coaching/assessment.ts';
export { listOf } from './http/list.ts';
export {
  recordChange,
  type RecordHead,
  recordListQuery,
  type RecordName,
  recordNames,
} from './coaching/record.ts';
export { type RecordSide, recordSides, type Written } from './coaching/record-fields.ts';
export { recordSchemas } from './coaching/record-schemas.ts';
export {
  coachingEntityOf,
  type CoachingEvent,
  coachingEvent,
  type CoachingEventData,
} from './events/coaching-changed.ts';
export {
  type CoachingIndicators,
  coachingIndicatorsAnswer,
  coachingIndicatorsQuery,
} from './http/coaching-indicators.ts';
export {
  type BehaviourVerification,
  type EffectsAnswer,
  effectsAnswer,
  effectsQuery,
  campaignEffectAnswer,
  type CampaignEffectContent,
  campaignEffectContent,
  type OutcomeVerification,
  planVerificationAnswer,
  type VerificationContent,
  verificationContent,
} from './http/verification.ts';
export {
  type CoachingFlags,
  coachingFlagsAnswer,
  type CoachingMeasureId,
  coachingMeasureIds,
  coachingMeasures,
  type PracticeDistances,
  practiceDistancesAnswer,
  type PracticeEffects,
  practiceEffectsAnswer,
} from './http/coaching-practice.ts';
export { type SessionPreparation, sessionPreparationAnswer } from './http/session-preparation.ts';
export { type AgendaAnswer, agendaAnswer, type AgendaKind, agendaKinds, agendaQuery } from './http/agenda.ts';
export { contentSwitch, contentSwitchesAnswer, contentSwitchRequest } from './http/content-switches.ts';
export { focus, type FocusDto, focusesAnswer, focusesQuery } from './http/focuses.ts';
export {
  calendarAnswer,
  calendarRequest,
  type DigestRhythm,
  digestRhythms,
  erasureAnswer,
  erasureRequest,
  personExport,
  reminderAnswer,
  reminderRequest,
} from './http/own-records.ts';
export { retentionAnswer, retentionRequest, retentionRule } from './http/retention.ts';
export { revealAnswer, revealRequest } from './http/pseudonyms.ts';
export {
  type AssessmentCriterion,
  type AssessmentPair,
  assessmentPairs,
  type AssessmentRating,
  assessmentRatings,
  type AssessmentRules,
  assessmentRules,
  hintPattern,
} from './assessment/assessment-rules.ts';
export {
  type EvidenceId,
  evidenceIdNames,
  evidenceIds,
  type EvidenceShape,
  isEvidenceId,
} from './assessment/evidence-ids.ts';
export {
  type AssessmentRulesAnswer,
  assessmentRulesAnswer,
  assessmentRulesCheck,
  assessmentRulesListAnswer,
  assessmentRulesQuery,
  assessmentRulesRequest,
} from './http/assessment-rules.ts';
export {
  type AssessmentSummary,
  assessmentSummariesAnswer,
  assessmentSummariesQuery,
  assessmentSummary,
} from './http/assessment-summaries.ts';
export { type QuotaCoachingAnswer, quotaCoachingAnswer, quotaCoachingQuery } from './http/quota-coaching.ts';
