import { instantOfDate, plan as planAnswer } from '@stepup/contracts';
import { withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { findVisiblePlan } from './find-visible-plan.ts';
import { hideOlderNotes } from './hide-older-notes.ts';
import { logPlanReads } from './log-plan-reads.ts';
import { toPlanDto } from './plan-dto.ts';
import { readSurroundings, readToday } from './surroundings.ts';
import { withoutNotes } from './without-notes.ts';

/** `GET /v1/plans/{id}`. */
export const planEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/plans/:id',
  operationId: 'readPlan',
  summary: 'One coaching plan',
  description:
    'In full for its rep and its coach; those above them get the three answers and the verdicts. ETag carries the version that a transition names in If-Match.',
  access: 'plans.read',
  query: z.strictObject({}),
  answer: planAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer } = call;
    const [today, listing] = await Promise.all([readToday(call), ports.directory.read(viewer.tenant)]);
    return withTenant(ports.pool, viewer.tenant, async (tx) => {
      const found = await findVisiblePlan(tx, call, listing);
      if (found.kind === 'problem') return found;
      const { plan, sight, personId: readerId } = found;
      await logPlanReads(tx, { readerId, plans: [plan], at: instantOfDate(ports.clock.now()) });
      const body = toPlanDto(plan, await readSurroundings(tx, plan, today));
      const shown = sight === 'full' ? hideOlderNotes(body, plan, readerId) : withoutNotes(body);
      return { kind: 'answer', body: shown, version: plan.version };
    });
  },
});
