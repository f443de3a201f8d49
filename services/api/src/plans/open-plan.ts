import { randomUUID } from 'node:crypto';
import { breakRule, openPlan } from '@stepup/coaching';
import { plan as planAnswer, type PlanRequest, planRequest } from '@stepup/contracts';
import {
  appendPlanEvent,
  createPlan,
  getFinding,
  getFocus,
  getPlan,
  openFocus,
  type TenantTransaction,
} from '@stepup/store';
import * as z from 'zod';
import { defineWrite, invalidBody } from '../endpoint/define-write.ts';
import type { EndpointProblem } from '../endpoint/endpoint.ts';
import { refuseMove } from '../endpoint/refuse-move.ts';
import { runWrite } from '../endpoint/run-write.ts';
import { chooseParties } from './choose-parties.ts';
import { toPlanDto } from './plan-dto.ts';
import { reviewFindingOfPlan } from './review-finding-of-plan.ts';
import { isFindingDisputed, readSurroundings, readToday } from './surroundings.ts';

const path = '/v1/plans';

/** `POST /v1/plans`: an empty draft, from a finding or from somebody's own wish. */
export const openPlanEndpoint = defineWrite({
  path,
  operationId: 'openPlan',
  summary: 'Open a coaching plan for a month',
  description:
    'By the rep or by whoever the rep reports to, who is the coach. With diagnosis_id the plan starts from that finding, which ' +
    'then reads as planned; with continues it goes on with the focus of an earlier plan, else a new focus begins.',
  access: 'plans.write',
  body: planRequest,
  status: 201,
  needsVersion: false,
  answer: planAnswer,
  problems: ['transition_not_allowed'],
  async handle(call) {
    const { ports, viewer, body } = call;
    const openerId = viewer.personId;
    if (openerId === undefined) {
      return { kind: 'problem', code: 'forbidden', detail: 'A plan is opened by a person.' };
    }
    const parties = chooseParties((await ports.directory.read(viewer.tenant)).people, body.rep_id, openerId);
    if (parties.kind === 'problem') return parties;
    const today = await readToday(call);
    return runWrite(call, {
      path,
      answer: planAnswer,
      work: async (tx, at) => {
        const wrongBasis = await checkBasis(tx, body);
        if (wrongBasis !== null) return wrongBasis;
        const focus = await continueFocus(tx, body, openerId);
        if (focus.kind === 'problem') return focus;
        const focusId = focus.focusId ?? randomUUID();
        if (focus.focusId === null) {
          await openFocus(tx, { id: focusId, repId: body.rep_id, skillId: null, startedAt: at });
        }
        const plan = openPlan({
          id: randomUUID(),
          focusId,
          repId: body.rep_id,
          coachId: parties.coachId,
          month: body.month,
          basis: body.basis,
          diagnosisId: body.diagnosis_id ?? null,
          at,
        });
        await createPlan(tx, plan, { by: openerId, side: parties.side });
        await appendPlanEvent(tx, plan, { move: 'open', late: false, at });
        await reviewFindingOfPlan(tx, {
          diagnosisId: plan.diagnosisId,
          reviewState: 'planned',
          by: openerId,
          at,
        });
        const answer = toPlanDto(plan, await readSurroundings(tx, plan, today));
        return { kind: 'answer', body: answer, version: plan.version };
      },
    });
  },
});

async function checkBasis(tx: TenantTransaction, body: PlanRequest): Promise<EndpointProblem | null> {
  const { basis, diagnosis_id: diagnosisId, rep_id: repId } = body;
  if (diagnosisId === undefined) {
    return basis === 'diagnosis'
      ? invalidBody([{ path: '/diagnosis_id', message: 'is required where the basis is diagnosis' }])
      : null;
  }
  const finding = z.uuid().safeParse(diagnosisId).success ? await getFinding(tx, diagnosisId) : null;
  if (finding === null || finding.repId !== repId)
    return invalidBody([{ path: '/diagnosis_id', message: 'names no finding about this rep' }]);
  if (finding.reviewState === 'cleared') return refuseMove([breakRule('finding_taken_back')]);
  return (await isFindingDisputed(tx, finding.id)) ? refuseMove([breakRule('finding_disputed')]) : null;
}

async function continueFocus(
  tx: TenantTransaction,
  { continues, rep_id: repId }: PlanRequest,
  openerId: string,
): Promise<{ kind: 'focus'; focusId: string | null } | EndpointProblem> {
  if (continues === undefined) return { kind: 'focus', focusId: null };
  const wrong = (message: string): EndpointProblem => invalidBody([{ path: '/continues', message }]);
  const before = z.uuid().safeParse(continues).success ? await getPlan(tx, continues) : null;
  const isOwn = before !== null && (before.repId === openerId || before.coachId === openerId);
  if (before === null || before.repId !== repId || !isOwn) return wrong('names no plan of this rep');
  const focus = await getFocus(tx, before.focusId);
  if (focus === null || focus.endedAt !== null) return wrong('names a plan whose focus has ended');
  return { kind: 'focus', focusId: focus.id };
}
