import { retainedKinds } from '@stepup/coaching';
import { retentionAnswer, retentionRequest, retentionRule } from '@stepup/contracts';
import { listRetention, type RetentionRule, setRetention, withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineWrite } from '../endpoint/define-write.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { runWrite } from '../endpoint/run-write.ts';

const path = '/v1/retention/:kind';

/** `GET /v1/retention`. */
export const retentionEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/retention',
  operationId: 'listRetention',
  summary: 'How long coaching records are kept',
  description:
    'Kind by kind, in days after somebody last touched them; a plan goes with all that hangs on it. An hourly job deletes what ' +
    'has been kept long enough.',
  access: 'catalogue.read',
  query: z.strictObject({}),
  answer: retentionAnswer,
  problems: [],
  async handle({ ports, viewer }) {
    const rules = await withTenant(ports.pool, viewer.tenant, listRetention);
    return { kind: 'answer', body: { items: rules.map(toDto), next_cursor: null } };
  },
});

/** `PUT /v1/retention/{kind}`. */
export const setRetentionEndpoint = defineWrite({
  method: 'put',
  path,
  operationId: 'setRetention',
  summary: 'Choose how long one kind of record is kept',
  description:
    'By a person of operations, whose name stands beside it. What is older is deleted within the hour, for good.',
  access: 'switches.write',
  body: retentionRequest,
  status: 200,
  needsVersion: false,
  answer: retentionRule,
  problems: [],
  async handle(call) {
    const { viewer, body, pathParameters } = call;
    const kind = retainedKinds.find((name) => name === pathParameters['kind']);
    if (kind === undefined) return { kind: 'problem', code: 'not_found' };
    const setBy = viewer.personId;
    if (setBy === undefined)
      return { kind: 'problem', code: 'forbidden', detail: 'A person answers for this.' };
    return runWrite(call, {
      path,
      answer: retentionRule,
      work: async (tx, at) => {
        const rule = { kind, keptDays: body.kept_days, setBy, setAt: at };
        await setRetention(tx, rule);
        return { kind: 'answer', body: toDto(rule) };
      },
    });
  },
});

function toDto({ kind, keptDays, setBy, setAt }: RetentionRule): z.input<typeof retentionRule> {
  return { kind, kept_days: keptDays, set_by: setBy, set_at: setAt };
}
