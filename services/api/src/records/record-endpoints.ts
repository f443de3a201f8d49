import { recordKinds } from '@stepup/coaching';
import { recordSchemas } from '@stepup/contracts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { checkCampaign, gatherCampaignFacts, showCampaignTo } from './campaign-facts.ts';
import { cyclesEndpoint } from './cycles.ts';
import { defineRecordRoutes } from './define-record-routes.ts';
import { checkDisputedFinding, tellFindingOfDispute } from './dispute-of-finding.ts';
import { checkWishedSkill } from './check-wished-skill.ts';
import { completeCall } from './complete-call.ts';
import { findHeldTrainings, findHolidays, findNextLevel, findOtherObstacle } from './gather-facts.ts';
import { openFollowingReview } from './open-following-review.ts';

const self = () => ({ kind: 'self' as const });
const ofPlan = () => ({ kind: 'self' as const });
const pair = ({ learner_id: learnerId, plan_id: planId }: { learner_id: string; plan_id?: string }) => ({
  kind: 'pair' as const,
  learnerId,
  planId: planId ?? null,
});

/** The routes of every kind of coaching record beside focuses and plans. */
export const recordEndpoints: readonly Endpoint[] = [
  cyclesEndpoint,
  ...defineRecordRoutes({
    kind: recordKinds.session,
    schemas: recordSchemas.session,
    plural: 'sessions',
    title: 'coaching session',
    underPlan: null,
    addressee: pair,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.call,
    schemas: recordSchemas.call,
    plural: 'calls',
    title: 'card of a call',
    underPlan: null,
    addressee: pair,
    complete: completeCall,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.campaign,
    schemas: recordSchemas.campaign,
    plural: 'campaigns',
    title: 'campaign',
    underPlan: null,
    addressee: self,
    complete: checkCampaign,
    gatherFacts: gatherCampaignFacts,
    shownToReader: showCampaignTo,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.storyboard,
    schemas: recordSchemas.storyboard,
    plural: 'storyboards',
    title: 'storyboard',
    underPlan: '/v1/plans/:id/storyboard',
    addressee: ofPlan,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.obstacle,
    schemas: recordSchemas.obstacle,
    plural: 'obstacles',
    title: 'obstacle',
    underPlan: '/v1/plans/:id/obstacles',
    addressee: ofPlan,
    gatherFacts: findOtherObstacle,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.review,
    schemas: recordSchemas.review,
    plural: 'reviews',
    title: 'review',
    underPlan: '/v1/plans/:id/reviews',
    addressee: ofPlan,
    followUp: openFollowingReview,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.invitation,
    schemas: recordSchemas.invitation,
    plural: 'invitations',
    title: 'invitation',
    underPlan: '/v1/plans/:id/invitations',
    addressee: ofPlan,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.assessment,
    schemas: recordSchemas.assessment,
    plural: 'assessments',
    title: 'assessment',
    underPlan: null,
    addressee: pair,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.barrier,
    schemas: recordSchemas.barrier,
    plural: 'barriers',
    title: 'barrier',
    underPlan: null,
    addressee: self,
    gatherFacts: findNextLevel,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.handover,
    schemas: recordSchemas.handover,
    plural: 'handovers',
    title: 'handover',
    underPlan: null,
    addressee: pair,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.practice,
    schemas: recordSchemas.practice,
    plural: 'practices',
    title: 'practice',
    underPlan: null,
    addressee: self,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.recognition,
    schemas: recordSchemas.recognition,
    plural: 'recognitions',
    title: 'recognition',
    underPlan: null,
    addressee: ({ learner_id: toId }) => ({ kind: 'gift', toId }),
  }),
  ...defineRecordRoutes({
    kind: recordKinds.dispute,
    schemas: recordSchemas.dispute,
    plural: 'disputes',
    title: 'dispute',
    underPlan: null,
    addressee: self,
    complete: checkDisputedFinding,
    gatherFacts: findHolidays,
    followUp: tellFindingOfDispute,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.selection_evidence,
    schemas: recordSchemas.selection_evidence,
    plural: 'selection-evidence',
    title: 'piece of evidence',
    underPlan: null,
    addressee: self,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.training,
    schemas: recordSchemas.training,
    plural: 'trainings',
    title: 'training',
    underPlan: null,
    addressee: self,
    gatherFacts: findHeldTrainings,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.wish,
    schemas: recordSchemas.wish,
    plural: 'wishes',
    title: 'wish for a month',
    underPlan: null,
    addressee: self,
    complete: checkWishedSkill,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.time_agreement,
    schemas: recordSchemas.time_agreement,
    plural: 'time-agreements',
    title: 'time agreement',
    underPlan: null,
    addressee: pair,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.pulse,
    schemas: recordSchemas.pulse,
    plural: 'pulses',
    title: 'pulse',
    underPlan: null,
    addressee: self,
  }),
  ...defineRecordRoutes({
    kind: recordKinds.absence,
    schemas: recordSchemas.absence,
    plural: 'absences',
    title: 'absence',
    underPlan: null,
    addressee: pair,
  }),
];
