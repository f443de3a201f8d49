/** A request that only access can refuse, or that is refused for another reason once access was given. */
export interface AccessExample {
  /** What the request is about: nobody, the asker, a person, or a plan of that person. */
  about: 'nobody' | 'asker' | 'person' | 'plan';
  /** Answers that mean that access was given. */
  allowed: readonly number[];
  request(of: { personId: string; planId: string; askerId: string }): {
    path: string;
    body?: unknown;
    headers?: Record<string, string>;
  };
}

const period = 'from=2026-01-01&to=2026-02-01';

function read(
  about: AccessExample['about'],
  path: string,
  allowed: readonly number[] = [200],
): AccessExample {
  return {
    about,
    allowed,
    request: ({ personId, planId }) => ({ path: path.replace('PERSON', personId).replace('PLAN', planId) }),
  };
}

const nowhere = '00000000-0000-4000-8000-000000000000';

/** The kinds of coaching record, as their routes are named; `under` is the path of those that hang on a plan. */
const recordKinds: readonly { name: string; plural: string; under?: string; opened?: false }[] = [
  { name: 'Absence', plural: 'absences' },
  // Opened by the product.
  { name: 'Assessment', plural: 'assessments', opened: false },
  { name: 'Barrier', plural: 'barriers' },
  { name: 'Call', plural: 'calls' },
  { name: 'Campaign', plural: 'campaigns' },
  { name: 'Dispute', plural: 'disputes' },
  { name: 'Handover', plural: 'handovers' },
  { name: 'Invitation', plural: 'invitations', under: 'invitations' },
  { name: 'Obstacle', plural: 'obstacles', under: 'obstacles' },
  { name: 'Practice', plural: 'practices' },
  { name: 'Pulse', plural: 'pulses' },
  { name: 'Recognition', plural: 'recognitions' },
  { name: 'Review', plural: 'reviews', under: 'reviews' },
  { name: 'SelectionEvidence', plural: 'selection-evidence' },
  { name: 'Session', plural: 'sessions' },
  { name: 'Storyboard', plural: 'storyboards', under: 'storyboard' },
  { name: 'TimeAgreement', plural: 'time-agreements' },
  { name: 'Training', plural: 'trainings' },
  { name: 'Wish', plural: 'wishes' },
];

/** Lists of one's own, bodies that are refused once access was given, and records that are not there. */
function examplesOf({
  name,
  plural,
  under,
  opened,
}: (typeof recordKinds)[number]): Record<string, AccessExample> {
  const list = under === undefined ? `/v1/${plural}` : `/v1/plans/PLAN/${under}`;
  const body = { nothing: 'that opens or moves a record' };
  return {
    [`list${name}s`]: read('asker', list),
    ...(opened === false
      ? {}
      : {
          [`open${name}`]: {
            about: 'asker',
            allowed: [400],
            request: ({ planId }) => ({ path: list.replace('PLAN', planId), body }),
          },
        }),
    [`read${name}`]: read('asker', `/v1/${plural}/${nowhere}`, [404]),
    [`move${name}`]: {
      about: 'asker',
      allowed: [400],
      request: () => ({ path: `/v1/${plural}/${nowhere}/transitions`, body, headers: { 'if-match': '"1"' } }),
    },
    [`listHistoryOf${name}`]: read('asker', `/v1/${plural}/${nowhere}/history`, [404]),
  };
}

/** One for every route, by operationId. */
export const accessExamples: Readonly<Record<string, AccessExample>> = {
  readFunnel: read('person', `/v1/funnel?${period}&rep=PERSON`),
  listIndicators: read('nobody', '/v1/indicators'),
  readIndicator: read('person', `/v1/indicators/won_deals?${period}&rep=PERSON`),
  listPresets: read('nobody', '/v1/presets'),
  readPreset: read('person', `/v1/presets/stage_exits?${period}&rep=PERSON`),
  listDeals: read('person', '/v1/deals?rep=PERSON'),
  listActivities: read('person', '/v1/activities?rep=PERSON'),
  listPeople: read('nobody', '/v1/people'),
  listPipelines: read('nobody', '/v1/pipelines'),
  getSession: read('nobody', '/v1/session'),
  listDiagnoses: read('person', '/v1/diagnoses?rep=PERSON'),
  // What exists for others alone is not there, as is what does not exist at all.
  readDiagnosis: read('nobody', `/v1/diagnoses/${nowhere}`, [404]),
  listLevers: read('person', '/v1/reps/PERSON/levers', [200, 404]),
  askWhatIf: {
    about: 'person',
    allowed: [200, 404],
    request: ({ personId }) => ({
      path: `/v1/reps/${personId}/what-if`,
      body: { stage_id: 'none', rate: 0.5 },
    }),
  },
  readDiagnosisPause: read('person', '/v1/reps/PERSON/diagnosis-pause'),
  setDiagnosisPause: {
    about: 'person',
    allowed: [200],
    request: ({ personId }) => ({ path: `/v1/reps/${personId}/diagnosis-pause`, body: { paused: false } }),
  },
  listProposals: read('person', '/v1/proposals?rep=PERSON'),
  readDiagnosisSettings: read('nobody', '/v1/settings/diagnosis'),
  saveDiagnosisSettings: {
    about: 'nobody',
    allowed: [400],
    request: () => ({
      path: '/v1/settings/diagnosis',
      body: { nothing: 'that is set' },
      headers: { 'if-match': '"0"' },
    }),
  },
  readAnnex: read('nobody', '/v1/annex'),
  listDataQuality: read('nobody', '/v1/data-quality'),
  listDataQualityRecords: read('nobody', '/v1/data-quality/none', [400, 404]),
  startDiagnosisRun: {
    about: 'nobody',
    allowed: [202],
    request: () => ({ path: '/v1/diagnosis-runs', body: { as_of: '2026-02-01' } }),
  },
  listDiagnosisRuns: read('nobody', '/v1/diagnosis-runs'),
  readDiagnosisRun: read('nobody', `/v1/diagnosis-runs/${nowhere}`, [404]),
  listDiagnosisCells: read('nobody', `/v1/diagnosis-runs/${nowhere}/cells`, [404]),
  listSkills: read('nobody', '/v1/skills'),
  listPlans: read('asker', '/v1/plans'),
  openPlan: {
    about: 'person',
    allowed: [201],
    request: ({ personId }) => ({
      path: '/v1/plans',
      body: { rep_id: personId, month: '2026-12', basis: 'own_wish' },
    }),
  },
  readPlan: read('plan', '/v1/plans/PLAN'),
  movePlan: {
    about: 'plan',
    // A version that is not the plan's: seen, and refused as stale.
    allowed: [412],
    request: ({ planId }) => ({
      path: `/v1/plans/${planId}/transitions`,
      body: { kind: 'accept' },
      headers: { 'if-match': '"900"' },
    }),
  },
  listPlaybooks: read('nobody', '/v1/playbooks'),
  readPlaybook: read('nobody', '/v1/playbooks/current'),
  checkPlaybook: {
    about: 'nobody',
    allowed: [200],
    request: () => ({ path: '/v1/playbooks/checks', body: { text: 'no playbook' } }),
  },
  savePlaybook: {
    about: 'nobody',
    allowed: [400],
    request: () => ({
      path: '/v1/playbooks/current',
      body: { text: 'no playbook' },
      headers: { 'if-match': '"0"' },
    }),
  },
  listAssessmentSummaries: read('nobody', '/v1/assessment-summaries?month=2026-10'),
  readQuotaCoaching: read('asker', '/v1/quota-coaching?from_month=2026-01&to_month=2026-03'),
  listAssessmentRules: read('nobody', '/v1/assessment-rules'),
  readAssessmentRules: read('nobody', '/v1/assessment-rules/rep-manager'),
  checkAssessmentRules: {
    about: 'nobody',
    allowed: [200],
    request: () => ({ path: '/v1/assessment-rules/rep-manager/checks', body: { text: 'no rules' } }),
  },
  saveAssessmentRules: {
    about: 'nobody',
    allowed: [400],
    request: () => ({
      path: '/v1/assessment-rules/rep-manager',
      body: { text: 'no rules' },
      headers: { 'if-match': '"0"' },
    }),
  },
  ...Object.fromEntries(recordKinds.flatMap((kind) => Object.entries(examplesOf(kind)))),
  listCycles: read('asker', '/v1/plans/PLAN/cycles'),
  prepareSession: read('asker', `/v1/sessions/${nowhere}/preparation`, [404]),
  readCoachingIndicators: read('asker', `/v1/coaching-indicators?${period}`),
  readPlanVerification: read('plan', '/v1/plans/PLAN/verification'),
  readCampaignEffect: read('asker', `/v1/campaigns/${nowhere}/effect`, [404]),
  readPracticeEffects: read('asker', '/v1/practice-effects'),
  readPracticeDistances: read('asker', '/v1/practice-distances'),
  readCoachingFlags: read('asker', '/v1/coaching-flags'),
  readEffects: read('asker', '/v1/effects?by=manager'),
  readAgenda: read('asker', '/v1/agenda'),
  listFocuses: read('asker', '/v1/focuses'),
  exportPerson: read('person', '/v1/people/PERSON/export'),
  erasePerson: {
    about: 'nobody',
    allowed: [400],
    request: () => ({ path: '/v1/people/nobody-here/erasure', body: { confirm: 'somebody-else' } }),
  },
  readCalendar: read('person', '/v1/people/PERSON/calendar'),
  setCalendar: {
    about: 'person',
    allowed: [200],
    request: ({ personId }) => ({ path: `/v1/people/${personId}/calendar`, body: { on: false } }),
  },
  readReminders: read('person', '/v1/people/PERSON/reminders'),
  setReminders: {
    about: 'person',
    allowed: [200],
    request: ({ personId }) => ({ path: `/v1/people/${personId}/reminders`, body: { digest: 'off' } }),
  },
  listContentSwitches: read('nobody', '/v1/content-switches'),
  setContentSwitch: {
    about: 'nobody',
    allowed: [200],
    request: () => ({ path: '/v1/content-switches/transcripts', body: { is_on: false } }),
  },
  revealPseudonym: {
    about: 'nobody',
    allowed: [404],
    request: () => ({ path: '/v1/pseudonyms/p-nobody/reveals', body: { reason: 'an example of a reason' } }),
  },
  listRetention: read('nobody', '/v1/retention'),
  setRetention: {
    about: 'nobody',
    allowed: [200],
    request: () => ({ path: '/v1/retention/pulse', body: { kept_days: 365 } }),
  },
  listReads: read('asker', '/v1/reads'),
  listDeadLetters: read('nobody', '/v1/dead-letters'),
  readDeadLetter: read('nobody', '/v1/dead-letters/none', [404, 400]),
  replayDeadLetters: {
    about: 'nobody',
    allowed: [200, 400],
    request: () => ({ path: '/v1/dead-letters/replays', body: { ids: [] } }),
  },
  listJobs: read('nobody', '/v1/jobs'),
  startRebuild: {
    about: 'nobody',
    allowed: [202],
    request: () => ({ path: '/v1/rebuilds', body: {} }),
  },
  readRebuild: read('nobody', `/v1/rebuilds/${nowhere}`, [404]),
};
