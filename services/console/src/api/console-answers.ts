import type { peopleAnswer, pipelinesAnswer, recordSchemas, sessionAnswer } from '@stepup/contracts';
import * as z from 'zod';

/** `POST /v1/session/embedded`: a token of the built-in issuer. Only the embedded server has it. */
export const embeddedSession = z.object({ token: z.string() });

type SessionAnswer = z.output<typeof sessionAnswer>;
export type Role = NonNullable<SessionAnswer['role']>;
export type Person = z.output<typeof peopleAnswer>['items'][number];
export type Pipeline = z.output<typeof pipelinesAnswer>['items'][number];

export type AssessmentRecord = z.output<typeof recordSchemas.assessment.answer>;
export type BarrierRecord = z.output<typeof recordSchemas.barrier.answer>;
export type CallRecord = z.output<typeof recordSchemas.call.answer>;
export type CampaignRecord = z.output<typeof recordSchemas.campaign.answer>;
export type DisputeRecord = z.output<typeof recordSchemas.dispute.answer>;
export type HandoverRecord = z.output<typeof recordSchemas.handover.answer>;
export type ObstacleRecord = z.output<typeof recordSchemas.obstacle.answer>;
export type PracticeRecord = z.output<typeof recordSchemas.practice.answer>;
export type ReviewRecord = z.output<typeof recordSchemas.review.answer>;
export type SessionRecord = z.output<typeof recordSchemas.session.answer>;
export type StoryboardRecord = z.output<typeof recordSchemas.storyboard.answer>;
