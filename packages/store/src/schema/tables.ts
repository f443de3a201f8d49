import { assessmentRuleVersions } from './assessment-rule-versions.ts';
import { assessmentSummaries } from './assessment-summaries.ts';
import { calendarFeeds } from './calendar-feeds.ts';
import { campaignEffects } from './campaign-effects.ts';
import { coachingRecordHistory } from './coaching-record-history.ts';
import { coachingRecords } from './coaching-records.ts';
import { diagnoses } from './diagnoses.ts';
import { diagnosisCells } from './diagnosis-cells.ts';
import { diagnosisPauses } from './diagnosis-pauses.ts';
import { diagnosisReviews } from './diagnosis-reviews.ts';
import { diagnosisRuns } from './diagnosis-runs.ts';
import { diagnosisSettings } from './diagnosis-settings.ts';
import { erasures } from './erasures.ts';
import { focuses } from './focuses.ts';
import { idempotencyKeys } from './idempotency-keys.ts';
import { leases } from './leases.ts';
import { lookFindings } from './look-findings.ts';
import { outbox } from './outbox.ts';
import { placeboChecks } from './placebo-checks.ts';
import { planHistory } from './plan-history.ts';
import { plans } from './plans.ts';
import { planVerifications } from './plan-verifications.ts';
import { playbookVersions } from './playbook-versions.ts';
import { pseudonyms } from './pseudonyms.ts';
import { readLog } from './read-log.ts';
import { rebuilds } from './rebuilds.ts';
import { reminders } from './reminders.ts';
import { retention } from './retention.ts';
import { tenants } from './tenants.ts';

/** Every table the migrations create, as Drizzle declares it. A test compares the two. */
export const tables = [
  assessmentRuleVersions,
  assessmentSummaries,
  calendarFeeds,
  campaignEffects,
  coachingRecordHistory,
  coachingRecords,
  diagnoses,
  diagnosisCells,
  diagnosisPauses,
  diagnosisReviews,
  diagnosisRuns,
  diagnosisSettings,
  erasures,
  focuses,
  idempotencyKeys,
  leases,
  lookFindings,
  outbox,
  placeboChecks,
  planHistory,
  plans,
  planVerifications,
  playbookVersions,
  pseudonyms,
  readLog,
  rebuilds,
  reminders,
  retention,
  tenants,
];
