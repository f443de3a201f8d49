import { randomUUID } from 'node:crypto';
import { decideMove, type Move, type Plan, type Side } from '@stepup/coaching';
import { type Instant, plan as planAnswer, planTransition } from '@stepup/contracts';
import {
  appendPlanEvent,
  chooseFocusSkill,
  endFocus,
  saveMove,
  type SavedMove,
  type TenantTransaction,
} from '@stepup/store';
import { defineWrite } from '../endpoint/define-write.ts';
import type { EndpointProblem } from '../endpoint/endpoint.ts';
import { refuseMove } from '../endpoint/refuse-move.ts';
import { runWrite } from '../endpoint/run-write.ts';
import { openFirstReview } from '../records/open-following-review.ts';
import { findOwnPlan } from './find-own-plan.ts';
import { toPlanDto } from './plan-dto.ts';
import { hideOlderNotes } from './hide-older-notes.ts';
import { reviewFindingOfPlan } from './review-finding-of-plan.ts';
import { readSurroundings, readToday } from './surroundings.ts';
import { toMove } from './to-move.ts';

const path = '/v1/plans/:id/transitions';

/** `POST /v1/plans/{id}/transitions`: one thing that the two do to their plan. */
export const movePlanEndpoint = defineWrite({
  path,
  operationId: 'movePlan',
  summary: 'Do something to a coaching plan',
  description:
    'By its rep or its coach. Nothing is overwritten: every transition adds an entry with who and when. What a transition ' +
    'breaks is named rule by rule, with what would make it legal.',
  access: 'plans.write',
  body: planTransition,
  status: 200,
  needsVersion: true,
  answer: planAnswer,
  problems: ['transition_not_allowed', 'precondition_required', 'stale'],
  async handle(call) {
    const today = await readToday(call);
    return runWrite(call, {
      path,
      answer: planAnswer,
      work: async (tx, at) => {
        const found = await findOwnPlan(tx, call);
        if (found.kind === 'problem') return found;
        const { plan, side, personId: actorId } = found;
        if (plan.version !== call.sent.version) return stale(plan.version);
        const move = toMove(call.body, { at, newId: randomUUID() });
        const { otherActivePlanId, findingIsDisputed } = await readSurroundings(tx, plan, today);
        const context = { actorId, at, today, otherActivePlanId, findingIsDisputed };
        const decision = decideMove(plan, move, context);
        if (decision.kind === 'refused') return refuseMove(decision.broken);
        const refusal = toProblem(await saveMove(tx, decision));
        if (refusal !== null) return refusal;
        await appendPlanEvent(tx, decision.plan, decision.change);
        await followUp(tx, decision.plan, move, { actorId, side, at, today });
        const dto = toPlanDto(decision.plan, await readSurroundings(tx, decision.plan, today));
        const body = hideOlderNotes(dto, decision.plan, actorId);
        return { kind: 'answer', body, version: decision.plan.version };
      },
    });
  },
});

/** What a move changes beside the plan: its first review, its focus, and the finding it was started from. */
async function followUp(
  tx: TenantTransaction,
  plan: Plan,
  move: Move,
  acted: { actorId: string; side: Side; at: Instant; today: string },
): Promise<void> {
  const { actorId, at } = acted;
  if (move.kind === 'activate') await openFirstReview(tx, plan, acted);
  if (move.kind === 'choose_skill') await chooseFocusSkill(tx, plan.focusId, move.skillId);
  if (move.kind === 'abandon' && move.because !== 'opened_by_mistake') {
    await endFocus(tx, { id: plan.focusId, endedAs: move.because, at });
  }
  if (move.kind === 'confirm_by_discussion' || move.kind === 'confirm_by_observation') {
    const { diagnosisId } = plan;
    await reviewFindingOfPlan(tx, { diagnosisId, reviewState: move.verdict, by: actorId, at });
  }
}

function toProblem(saved: SavedMove): EndpointProblem | null {
  switch (saved.kind) {
    case 'saved':
      return null;
    case 'stale':
      return stale(saved.version);
    case 'not_found':
      return { kind: 'problem', code: 'not_found' };
    case 'another_plan_active':
      return {
        kind: 'problem',
        code: 'transition_not_allowed',
        detail: 'Another plan of this rep and month has become active. One skill at a time.',
        errors: [{ code: 'another_plan_active', path: '', message: 'Complete or abandon the other plan.' }],
      };
  }
}

function stale(version: number): EndpointProblem {
  return { kind: 'problem', code: 'stale', detail: `The plan is at version ${version} now.` };
}
