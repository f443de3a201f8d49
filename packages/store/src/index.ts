export { dumpStore } from './backup/dump-store.ts';
export type { DumpedRows } from './backup/dump-store.ts';
export { isStoreEmpty, loadStore } from './backup/load-store.ts';
export type { LoadedStore } from './backup/load-store.ts';
export type { CellGain, DiagnosisCell } from './cells/cell.ts';
export { listCells } from './cells/list-cells.ts';
export { replaceCells } from './cells/replace-cells.ts';
export type { ReplacedCells } from './cells/replace-cells.ts';
export { isFindingKnown } from './diagnoses/find-placed.ts';
export type {
  Finding,
  FindingPlace,
  FindingTier,
  ReviewState,
  StatisticalState,
} from './diagnoses/finding.ts';
export { getFinding } from './diagnoses/get-finding.ts';
export { type FindingRaising, listFindingRaisings } from './diagnoses/list-finding-raisings.ts';
export { listFindings } from './diagnoses/list-findings.ts';
export type { FindingFilter } from './diagnoses/list-findings.ts';
export { listStrongFindings } from './diagnoses/list-strong-findings.ts';
export type { StrongFinding } from './diagnoses/list-strong-findings.ts';
export { recordFinding } from './diagnoses/record-finding.ts';
export type { FindingRecord } from './diagnoses/record-finding.ts';
export { listReviews, reviewFinding } from './diagnoses/review-finding.ts';
export type { FindingReview, PastReview } from './diagnoses/review-finding.ts';
export { chooseFocusSkill, endFocus, getFocus, openFocus } from './focuses/focus.ts';
export type { Focus, FocusEnding } from './focuses/focus.ts';
export { beginWrite } from './idempotency/begin-write.ts';
export type { BegunWrite } from './idempotency/begin-write.ts';
export { deleteExpiredKeys } from './idempotency/delete-expired-keys.ts';
export { finishWrite } from './idempotency/finish-write.ts';
export { getLatestLookFinding, listLookFindings } from './look-findings/list-look-findings.ts';
export type { LookFindingFilter } from './look-findings/list-look-findings.ts';
export type { FindingNumbers, LookFinding } from './look-findings/look-finding.ts';
export { replaceLookFindings } from './look-findings/replace-look-findings.ts';
export { readAppliedStoreVersion } from './migrations/read-applied-version.ts';
export { migrateStore, readStoreVersion } from './migrations/migrate-store.ts';
export type { MigrateOptions, MigrateResult } from './migrations/migrate-store.ts';
export { acquireLease } from './outbox/acquire-lease.ts';
export type { Lease, LeaseRequest } from './outbox/acquire-lease.ts';
export { appendEvent } from './outbox/append-event.ts';
export type { OutboxEvent } from './outbox/append-event.ts';
export { claimOutbox } from './outbox/claim-outbox.ts';
export type { OutboxClaim, OutboxClaimRequest, UnsentEvent } from './outbox/claim-outbox.ts';
export { deleteSent } from './outbox/delete-sent.ts';
export { markSent } from './outbox/mark-sent.ts';
export type { MarkedSent } from './outbox/mark-sent.ts';
export { readTold } from './outbox/read-told.ts';
export { measureBacklog } from './outbox/measure-backlog.ts';
export type { OutboxBacklog } from './outbox/measure-backlog.ts';
export { listPausedReps, setDiagnosisPause } from './pauses/diagnosis-pause.ts';
export type { Page, PageAnswer, PageRequest } from './pages/page.ts';
export { createPlan } from './plans/create-plan.ts';
export { findOtherActivePlans } from './plans/find-other-active-plans.ts';
export { getPlan } from './plans/get-plan.ts';
export { listActivatedPlans } from './plans/list-activated-plans.ts';
export { listPlanHistory } from './plans/list-plan-history.ts';
export type { PastMove } from './plans/list-plan-history.ts';
export { listPlans } from './plans/list-plans.ts';
export type { PlanFilter } from './plans/list-plans.ts';
export { saveMove } from './plans/save-move.ts';
export type { SavedMove } from './plans/save-move.ts';
export {
  type AssessmentRuleVersion,
  getAssessmentRules,
  saveAssessmentRules,
} from './assessments/assessment-rule-version.ts';
export {
  listAssessmentSummaries,
  saveAssessmentSummary,
  type StoredSummary,
} from './assessments/assessment-summary.ts';
export { countFindingReviews, type ReviewedFindings } from './assessments/count-finding-reviews.ts';
export { countOfferedPractices } from './assessments/count-offered-practices.ts';
export { listAssessments } from './assessments/list-assessments.ts';
export { listDetectableGaps } from './assessments/list-detectable-gaps.ts';
export { listFirstPlanMonths } from './assessments/list-first-plan-months.ts';
export { listPlansOfMonth, type PlanOfMonth } from './assessments/list-plans-of-month.ts';
export { getPlaybook, listPlaybookVersions, savePlaybook } from './playbooks/playbook-version.ts';
export type { PlaybookVersion, SavedPlaybook } from './playbooks/playbook-version.ts';
export { listReads } from './read-log/list-reads.ts';
export { recordRead, recordReads } from './read-log/record-read.ts';
export type { RecordedRead } from './read-log/record-read.ts';
export { claimRebuild } from './rebuilds/claim-rebuild.ts';
export type { RebuildClaim } from './rebuilds/claim-rebuild.ts';
export { enqueueRebuild } from './rebuilds/enqueue-rebuild.ts';
export { getRebuild, listUnfinishedRebuilds } from './rebuilds/find-rebuilds.ts';
export type { RebuildPlace, StoredRebuild } from './rebuilds/rebuild.ts';
export {
  failRebuild,
  finishRebuild,
  recordRebuildProgress,
  releaseRebuild,
} from './rebuilds/write-rebuild.ts';
export { claimRun } from './runs/claim-run.ts';
export type { RunClaim } from './runs/claim-run.ts';
export { enqueueRun } from './runs/enqueue-run.ts';
export type { EnqueuedRun, RunRequest } from './runs/enqueue-run.ts';
export { failRun } from './runs/fail-run.ts';
export { finishRun } from './runs/finish-run.ts';
export { getLatestLook } from './runs/get-latest-look.ts';
export { getRun } from './runs/get-run.ts';
export { listRuns, listUnfinishedRuns } from './runs/list-runs.ts';
export type { RunToken, RunWrite } from './runs/own-run.ts';
export { recordRunProgress } from './runs/record-run-progress.ts';
export type { DiagnosisRun, RunError, RunKind, RunState } from './runs/run.ts';
export { ensureTenant } from './tenants/ensure-tenant.ts';
export type { EnsuredTenant } from './tenants/ensure-tenant.ts';
export { eraseTenant } from './tenants/erase-tenant.ts';
export { allTenants } from './tenants/all-tenants.ts';
export { tombstoneTenant } from './tenants/tombstone-tenant.ts';
export { checkRole } from './transactions/check-role.ts';
export type { RoleCheck } from './transactions/check-role.ts';
export { isStoreReachable } from './transactions/is-store-reachable.ts';
export { prepareStore } from './transactions/prepare-store.ts';
export type { PreparedStore } from './transactions/prepare-store.ts';
export { openStorePool } from './transactions/open-store-pool.ts';
export type { StorePoolOptions } from './transactions/open-store-pool.ts';
export type { SystemTransaction, TenantTransaction } from './transactions/transaction.ts';
export { withSystem } from './transactions/with-system.ts';
export { withTenant } from './transactions/with-tenant.ts';
export { ensurePseudonyms, findPeopleOf, listPseudonyms } from './pseudonyms/find-pseudonyms.ts';
export {
  findSkillLearners,
  findWorkedOnObstacle,
  getRecord,
  isGuestOfPlan,
  listRecordHistory,
  listRecordsOfPlan,
} from './records/get-record.ts';
export { listStartedCampaigns } from './records/list-started-campaigns.ts';
export { listRecords, type RecordFilter, type RecordReader } from './records/list-records.ts';
export type { StoredRecord } from './records/record-row.ts';
export { type RecordRace, type SavedRecord, saveRecord } from './records/save-record.ts';
export {
  appendFindingEvent,
  appendPlanEvent,
  appendRecordEvent,
  appendVerificationEvent,
} from './outbox/append-coaching-event.ts';
export { listTakenBack } from './diagnoses/list-taken-back.ts';
export { listLatestDisputes } from './records/list-latest-disputes.ts';
export { listOverdueDisputes } from './records/list-overdue-disputes.ts';
export {
  findCalendarFeed,
  readCalendarFeed,
  replaceCalendarFeed,
  revokeCalendarFeed,
} from './calendar-feeds/calendar-feeds.ts';
export { erasePerson } from './privacy/erase-person.ts';
export { expireRecords } from './privacy/expire-records.ts';
export { exportPerson, type PersonExport } from './privacy/export-person.ts';
export { listWaitingPlans, listWaitingRecords } from './agenda/list-waiting.ts';
export { type FocusSlice, listFocuses, listFocusSlices } from './focuses/list-focuses.ts';
export { claimDigest, listReminders, readReminder, returnDigest, setReminder } from './reminders/reminder.ts';
export { listPlansUnderWay } from './plans/list-plans-under-way.ts';
export { listNotErased } from './privacy/erase-person.ts';
export { listRetention, type RetentionRule, setRetention } from './retention/retention.ts';
export { getDiagnosisSettings, saveDiagnosisSettings } from './diagnosis-settings/diagnosis-settings.ts';
export type { DiagnosisSettings } from './diagnosis-settings/diagnosis-settings.ts';
export { listBestLevers } from './proposals/list-best-levers.ts';
export { listAbsences, listOpenWishes } from './records/list-open-of-people.ts';
export {
  appendVerification,
  listLatestVerifications,
  listVerifications,
  type StoredVerification,
} from './verifications/verifications.ts';
export {
  appendCampaignEffect,
  listCampaignEffects,
  type StoredCampaignEffect,
} from './verifications/campaign-effects.ts';
export { appendPlaceboCheck, type PlaceboCheck, readPlaceboCheck } from './verifications/placebo-checks.ts';
