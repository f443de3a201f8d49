import { instantOfDate, plan as planAnswer } from '@stepup/contracts';
import { withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { findOwnPlan } from './find-own-plan.ts';
import { logPlanReads } from './log-plan-reads.ts';
import { toPlanDto } from './plan-dto.ts';
import { readSurroundings, readToday } from './surroundings.ts';

/** `GET /v1/plans/{id}`. */
export const planEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/plans/:id',
  operationId: 'readPlan',
  summary: 'One coaching plan',
  description: 'For its rep and its coach. ETag carries the version that a transition names in If-Match.',
  scope: 'coach',
  query: z.strictObject({}),
  answer: planAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer } = call;
    const today = await readToday(call);
    return withTenant(ports.pool, viewer.tenant, async (tx) => {
      const found = await findOwnPlan(tx, call);
      if (found.kind === 'problem') return found;
      const { plan, personId: readerId } = found;
      await logPlanReads(tx, { readerId, plans: [plan], at: instantOfDate(ports.clock.now()) });
      const body = toPlanDto(plan, await readSurroundings(tx, plan, today));
      return { kind: 'answer', body, version: plan.version };
    });
  },
});
