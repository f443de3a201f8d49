import { absence } from './absence.ts';
import { barrier } from './barrier.ts';
import { call } from './call.ts';
import { dispute } from './dispute.ts';
import { handover } from './handover.ts';
import { invitation } from './invitation.ts';
import { obstacle } from './obstacle.ts';
import { practice } from './practice.ts';
import { pulse } from './pulse.ts';
import { recognition } from './recognition.ts';
import { review } from './review.ts';
import { selectionEvidence } from './selection-evidence.ts';
import { session } from './session.ts';
import { storyboard } from './storyboard.ts';
import { timeAgreement } from './time-agreement.ts';
import { training } from './training.ts';

/** The shapes of every kind of coaching record beside focuses and plans. */
export const recordSchemas = {
  absence,
  barrier,
  call,
  dispute,
  handover,
  invitation,
  obstacle,
  practice,
  pulse,
  recognition,
  review,
  selection_evidence: selectionEvidence,
  session,
  storyboard,
  time_agreement: timeAgreement,
  training,
};
