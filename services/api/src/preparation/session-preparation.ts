import { recordKinds, type Plan } from '@stepup/coaching';
import { instantOfDate, recordSchemas, sessionPreparationAnswer } from '@stepup/contracts';
import {
  getPlan,
  getPlaybook,
  listPlans,
  listRecordsOfPlan,
  recordReads,
  type StoredRecord,
  type TenantTransaction,
  withTenant,
} from '@stepup/store';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { findRecord } from '../records/find-record.ts';
import { toRead } from '../records/to-read.ts';
import { prepareCard } from './prepare-card.ts';
import { readDealsToTalkAbout } from './read-deals-to-talk-about.ts';
import { readActivitiesAround } from './read-activities-around.ts';
import { readQuestions } from './read-questions.ts';

const session = { kind: recordKinds.session, schemas: recordSchemas.session };

/** `GET /v1/sessions/{id}/preparation`. */
export const sessionPreparationEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/sessions/:id/preparation',
  operationId: 'prepareSession',
  summary: 'What is known already for a coaching session',
  description:
    'The ROAM sheet and the five-question card, filled in as far as records and indicators tell; the open questions of the ' +
    'playbook; deals to talk about, similar ones that ended, and what the last step predicted. Made without any model.',
  access: 'records.read',
  query: z.strictObject({}),
  answer: sessionPreparationAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer } = call;
    const now = ports.clock.now();
    const read = await withTenant(ports.pool, viewer.tenant, async (tx) => {
      const found = await findRecord(tx, session, call);
      if (found.kind === 'problem') return found;
      const { record, personId } = found;
      await recordReads(tx, toRead([record], personId, instantOfDate(now)));
      const plan = await findPlanOf(tx, record);
      const written = await getPlaybook(tx, 'current');
      if (plan === null) return { kind: 'read' as const, record, plan, written, onPlan: null };
      const onPlan = {
        storyboards: await listRecordsOfPlan(tx, 'storyboard', plan.id),
        obstacles: await listRecordsOfPlan(tx, 'obstacle', plan.id),
        calls: await listRecordsOfPlan(tx, 'call', plan.id),
      };
      return { kind: 'read' as const, record, plan, written, onPlan };
    });
    if (read.kind === 'problem') return read;
    const { record, plan, written, onPlan } = read;
    const step = plan?.outcome.at(-1)?.value ?? null;
    const reason = plan?.reason.at(-1)?.value ?? null;
    const { methodology, questions } = await readQuestions(ports.warehouse, viewer.tenant, {
      written,
      skillId: plan?.skill.at(-1)?.value ?? null,
      step,
    });
    const about = { tenant: viewer.tenant, repId: record.learnerId, now };
    return {
      kind: 'answer',
      body: {
        session_id: record.id,
        plan_id: plan?.id ?? null,
        roam: {
          results: reason === null ? [] : [...reason.numbers],
          results_as_of: reason?.asOf ?? null,
          target: plan?.behaviourTarget.at(-1)?.value ?? null,
          activities: await readActivitiesAround(ports.warehouse, about),
          methodology,
        },
        ...prepareCard(plan, onPlan),
        questions,
        ...(await readDealsToTalkAbout(ports.warehouse, { ...about, step })),
      },
    };
  },
});

/** The plan that the session belongs to; where it names none, the newest of the two that is still worked on. */
async function findPlanOf(tx: TenantTransaction, record: StoredRecord): Promise<Plan | null> {
  if (record.planId !== null) return getPlan(tx, record.planId);
  const { learnerId, coachId } = record;
  if (coachId === null) return null;
  const page = await listPlans(tx, { repIds: [learnerId], coachId, limit: 10, cursor: null });
  if (page.kind !== 'page') return null;
  return page.items.find(({ state }) => state === 'active') ?? page.items[0] ?? null;
}
