import type * as z from 'zod';
import { absence } from './absence.ts';
import { assessment } from './assessment.ts';
import { barrier } from './barrier.ts';
import { call } from './call.ts';
import { campaign } from './campaign.ts';
import { dispute } from './dispute.ts';
import { handover } from './handover.ts';
import { invitation } from './invitation.ts';
import { obstacle } from './obstacle.ts';
import { practice } from './practice.ts';
import { pulse } from './pulse.ts';
import { recordHead } from './record.ts';
import { recognition } from './recognition.ts';
import { review } from './review.ts';
import { selectionEvidence } from './selection-evidence.ts';
import { session } from './session.ts';
import { storyboard } from './storyboard.ts';
import { timeAgreement } from './time-agreement.ts';
import { training } from './training.ts';
import { wish } from './wish.ts';

/** The shapes of every kind of coaching record beside focuses and plans: what opens and moves it, how it reads. */
export const recordSchemas = {
  absence: withAnswer(absence),
  assessment: withAnswer(assessment),
  barrier: withAnswer(barrier),
  call: withAnswer(call),
  campaign: withAnswer(campaign),
  dispute: withAnswer(dispute),
  handover: withAnswer(handover),
  invitation: withAnswer(invitation),
  obstacle: withAnswer(obstacle),
  practice: withAnswer(practice),
  pulse: withAnswer(pulse),
  recognition: withAnswer(recognition),
  review: withAnswer(review),
  selection_evidence: withAnswer(selectionEvidence),
  session: withAnswer(session),
  storyboard: withAnswer(storyboard),
  time_agreement: withAnswer(timeAgreement),
  training: withAnswer(training),
  wish: withAnswer(wish),
};

function withAnswer<Opening, Move, Shape extends z.core.$ZodLooseShape>(kind: {
  readonly opening: Opening;
  readonly move: Move;
  readonly content: z.ZodObject<Shape>;
}) {
  const { opening, move, content } = kind;
  return { opening, move, content, answer: recordHead.extend(content.shape) };
}
