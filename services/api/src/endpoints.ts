import { assessmentRulesEndpoint, assessmentRulesListEndpoint } from './assessment-rules/assessment-rules.ts';
import {
  checkAssessmentRulesEndpoint,
  saveAssessmentRulesEndpoint,
} from './assessment-rules/save-assessment-rules.ts';
import { assessmentSummariesEndpoint } from './assessments/assessment-summaries.ts';
import { quotaCoachingEndpoint } from './quota/quota-coaching.ts';
import { agendaEndpoint } from './agenda/agenda.ts';
import { annexEndpoint } from './annex/annex.ts';
import { dataQualityEndpoint } from './data-quality/data-quality.ts';
import { dataQualityRecordsEndpoint } from './data-quality/data-quality-records.ts';
import { sessionPreparationEndpoint } from './preparation/session-preparation.ts';
import { coachingFlagsEndpoint } from './coaching-practice/coaching-flags.ts';
import { practiceDistancesEndpoint } from './coaching-practice/practice-distances.ts';
import { practiceEffectsEndpoint } from './coaching-practice/practice-effects.ts';
import { coachingIndicatorsEndpoint } from './coaching-indicators/coaching-indicators.ts';
import { contentSwitchesEndpoint, setContentSwitchEndpoint } from './content-switches/content-switches.ts';
import { deadLetterEndpoint } from './dead-letters/dead-letter.ts';
import { deadLettersEndpoint } from './dead-letters/dead-letters.ts';
import { replayDeadLettersEndpoint } from './dead-letters/replay-dead-letters.ts';
import { cellsEndpoint } from './diagnosis/cells.ts';
import { diagnosisEndpoint } from './diagnosis/diagnosis.ts';
import { diagnosesEndpoint } from './diagnosis/diagnoses.ts';
import { diagnosisPauseEndpoint, setDiagnosisPauseEndpoint } from './diagnosis/diagnosis-pause.ts';
import { diagnosisSettingsEndpoint, saveDiagnosisSettingsEndpoint } from './diagnosis/diagnosis-settings.ts';
import { proposalsEndpoint } from './proposals/proposals.ts';
import { runEndpoint } from './diagnosis/run.ts';
import { runsEndpoint } from './diagnosis/runs.ts';
import { startRunEndpoint } from './diagnosis/start-run.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import { focusesEndpoint } from './focuses/focuses.ts';
import { jobsEndpoint } from './jobs/jobs.ts';
import { leversEndpoint } from './levers/levers.ts';
import { whatIfEndpoint } from './levers/what-if.ts';
import { presetEndpoint } from './indicators/preset.ts';
import { presetsEndpoint } from './indicators/presets.ts';
import { calendarEndpoint, setCalendarEndpoint } from './own-records/calendar.ts';
import { erasePersonEndpoint } from './own-records/erasure.ts';
import { personExportEndpoint } from './own-records/person-export.ts';
import { remindersEndpoint, setRemindersEndpoint } from './own-records/reminders.ts';
import { movePlanEndpoint } from './plans/move-plan.ts';
import { openPlanEndpoint } from './plans/open-plan.ts';
import { planEndpoint } from './plans/plan.ts';
import { plansEndpoint } from './plans/plans.ts';
import { checkPlaybookEndpoint } from './playbooks/check-playbook.ts';
import { playbookEndpoint } from './playbooks/playbook.ts';
import { playbooksEndpoint } from './playbooks/playbooks.ts';
import { savePlaybookEndpoint } from './playbooks/save-playbook.ts';
import { revealPseudonymEndpoint } from './pseudonyms/reveal.ts';
import { recordEndpoints } from './records/record-endpoints.ts';
import { readsEndpoint } from './reads/reads.ts';
import { rebuildEndpoint } from './rebuilds/rebuild.ts';
import { startRebuildEndpoint } from './rebuilds/start-rebuild.ts';
import { retentionEndpoint, setRetentionEndpoint } from './retention/retention.ts';
import { activitiesEndpoint } from './resources/activities.ts';
import { dealsEndpoint } from './resources/deals.ts';
import { funnelEndpoint } from './resources/funnel.ts';
import { indicatorEndpoint } from './indicators/indicator.ts';
import { indicatorsEndpoint } from './indicators/indicators.ts';
import { peopleEndpoint } from './resources/people.ts';
import { pipelinesEndpoint } from './resources/pipelines.ts';
import { sessionEndpoint } from './resources/session.ts';
import { skillsEndpoint } from './resources/skills.ts';

import { campaignEffectEndpoint } from './verification/campaign-effect.ts';
import { effectsEndpoint } from './verification/effects.ts';
import { planVerificationEndpoint } from './verification/plan-verification.ts';

/** The one table of what the api serves. Routes, documentation and the tests of both are made from it. */
export const endpoints: readonly Endpoint[] = [
  funnelEndpoint,
  indicatorsEndpoint,
  indicatorEndpoint,
  presetsEndpoint,
  presetEndpoint,
  dealsEndpoint,
  activitiesEndpoint,
  peopleEndpoint,
  pipelinesEndpoint,
  dataQualityEndpoint,
  dataQualityRecordsEndpoint,
  annexEndpoint,
  sessionEndpoint,
  diagnosesEndpoint,
  diagnosisEndpoint,
  diagnosisPauseEndpoint,
  setDiagnosisPauseEndpoint,
  diagnosisSettingsEndpoint,
  saveDiagnosisSettingsEndpoint,
  proposalsEndpoint,
  leversEndpoint,
  whatIfEndpoint,
  startRunEndpoint,
  runsEndpoint,
  runEndpoint,
  cellsEndpoint,
  skillsEndpoint,
  plansEndpoint,
  openPlanEndpoint,
  planEndpoint,
  movePlanEndpoint,
  planVerificationEndpoint,
  campaignEffectEndpoint,
  effectsEndpoint,
  playbooksEndpoint,
  playbookEndpoint,
  savePlaybookEndpoint,
  checkPlaybookEndpoint,
  assessmentRulesListEndpoint,
  assessmentRulesEndpoint,
  saveAssessmentRulesEndpoint,
  checkAssessmentRulesEndpoint,
  assessmentSummariesEndpoint,
  quotaCoachingEndpoint,
  ...recordEndpoints,
  coachingIndicatorsEndpoint,
  coachingFlagsEndpoint,
  practiceEffectsEndpoint,
  practiceDistancesEndpoint,
  sessionPreparationEndpoint,
  agendaEndpoint,
  focusesEndpoint,
  personExportEndpoint,
  erasePersonEndpoint,
  calendarEndpoint,
  setCalendarEndpoint,
  remindersEndpoint,
  setRemindersEndpoint,
  contentSwitchesEndpoint,
  setContentSwitchEndpoint,
  revealPseudonymEndpoint,
  retentionEndpoint,
  setRetentionEndpoint,
  readsEndpoint,
  deadLettersEndpoint,
  deadLetterEndpoint,
  replayDeadLettersEndpoint,
  jobsEndpoint,
  startRebuildEndpoint,
  rebuildEndpoint,
];
