import { absenceKind } from './absence.ts';
import { assessmentKind } from './assessment.ts';
import { barrierKind } from './barrier.ts';
import { callKind } from './call.ts';
import { campaignKind } from './campaign.ts';
import { disputeKind } from './dispute.ts';
import { handoverKind } from './handover.ts';
import { invitationKind } from './invitation.ts';
import { obstacleKind } from './obstacle.ts';
import { practiceKind } from './practice.ts';
import { pulseKind } from './pulse.ts';
import { recognitionKind } from './recognition.ts';
import { reviewKind } from './review.ts';
import { selectionEvidenceKind } from './selection-evidence.ts';
import { sessionKind } from './session.ts';
import { storyboardKind } from './storyboard.ts';
import { timeAgreementKind } from './time-agreement.ts';
import { trainingKind } from './training.ts';
import { wishKind } from './wish.ts';

/** Every kind of coaching record beside focuses and plans, by its name. */
export const recordKinds = {
  absence: absenceKind,
  assessment: assessmentKind,
  barrier: barrierKind,
  call: callKind,
  campaign: campaignKind,
  dispute: disputeKind,
  handover: handoverKind,
  invitation: invitationKind,
  obstacle: obstacleKind,
  practice: practiceKind,
  pulse: pulseKind,
  recognition: recognitionKind,
  review: reviewKind,
  selection_evidence: selectionEvidenceKind,
  session: sessionKind,
  storyboard: storyboardKind,
  time_agreement: timeAgreementKind,
  training: trainingKind,
  wish: wishKind,
};
