import type { Plan } from '@stepup/coaching';
import { instantOfDate, planVerificationAnswer } from '@stepup/contracts';
import { listPlanHistory, listVerifications, type TenantTransaction, withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { findVisiblePlan } from '../plans/find-visible-plan.ts';
import { logPlanReads } from '../plans/log-plan-reads.ts';

/** `GET /v1/plans/{id}/verification`. */
export const planVerificationEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/plans/:id/verification',
  operationId: 'readPlanVerification',
  summary: 'Did the coaching work?',
  description:
    'The behaviour and the rate since the plan became active, against what was to be expected without coaching, made anew every ' +
    'week. `too_early` comes with the day on which it can be told. Target, indicator and day are fixed when the plan becomes ' +
    'active; what reads otherwise later is a new version with its day.',
  access: 'plans.read',
  query: z.strictObject({}),
  answer: planVerificationAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer } = call;
    const listing = await ports.directory.read(viewer.tenant);
    return withTenant(ports.pool, viewer.tenant, async (tx) => {
      const found = await findVisiblePlan(tx, call, listing);
      if (found.kind === 'problem') return found;
      const { plan, personId: readerId } = found;
      await logPlanReads(tx, { readerId, plans: [plan], at: instantOfDate(ports.clock.now()) });
      const said = await listVerifications(tx, plan.id);
      const [latest] = said;
      const head = { plan_id: plan.id, interval_level: 0.9 as const };
      if (latest === undefined) {
        const reason_if_null = await whyNothing(tx, plan);
        return { kind: 'answer', body: { ...head, current: null, reason_if_null, versions: [] } };
      }
      const { version, madeAt: made_at, asOf: as_of, content } = latest;
      const versions = said.map((one) => ({
        version: one.version,
        made_at: one.madeAt,
        as_of: one.asOf,
        outcome: one.content.outcome.verdict,
        behaviour: one.content.behaviour?.verdict ?? null,
      }));
      return {
        kind: 'answer',
        body: { ...head, current: { ...content, version, made_at, as_of }, versions },
      };
    });
  },
});

async function whyNothing(
  tx: TenantTransaction,
  plan: Plan,
): Promise<'not_active' | 'no_outcome' | 'not_computed'> {
  const history = await listPlanHistory(tx, plan.id);
  if (!history.some(({ move }) => move === 'activate')) return 'not_active';
  return plan.outcome.length === 0 ? 'no_outcome' : 'not_computed';
}
