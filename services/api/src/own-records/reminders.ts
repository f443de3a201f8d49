import { reminderAnswer, reminderRequest } from '@stepup/contracts';
import { readReminder, setReminder, withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineWrite } from '../endpoint/define-write.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { runWrite } from '../endpoint/run-write.ts';

const path = '/v1/people/:id/reminders';
const notFound = { kind: 'problem', code: 'not_found' } as const;

/** For whoever has chosen nothing: a mail on the first working day of a week on which something waits. */
export const usualDigest = 'weekly';

/** `GET /v1/people/{id}/reminders`. */
export const remindersEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'readReminders',
  summary: 'How often one is reminded by mail',
  description:
    'Weekly for whoever has chosen nothing. Mails say what waits and about whom by initials, and no finding.',
  access: 'own_records.use',
  query: z.strictObject({}),
  answer: reminderAnswer,
  problems: [],
  async handle({ ports, viewer, pathParameters }) {
    const personId = pathParameters['id'] ?? '';
    if (viewer.personId !== personId) return notFound;
    const chosen = await withTenant(ports.pool, viewer.tenant, (tx) => readReminder(tx, personId));
    return { kind: 'answer', body: { digest: chosen?.digest ?? usualDigest, is_sent: ports.sendsMail } };
  },
});

/** `PUT /v1/people/{id}/reminders`. */
export const setRemindersEndpoint = defineWrite({
  method: 'put',
  path,
  operationId: 'setReminders',
  summary: 'Choose how often one is reminded by mail',
  description: 'By the person alone.',
  access: 'own_records.use',
  body: reminderRequest,
  status: 200,
  needsVersion: false,
  answer: reminderAnswer,
  problems: [],
  async handle(call) {
    const personId = call.pathParameters['id'] ?? '';
    if (call.viewer.personId !== personId) return notFound;
    const { digest } = call.body;
    return runWrite(call, {
      path,
      answer: reminderAnswer,
      work: async (tx) => {
        await setReminder(tx, { personId, digest });
        return { kind: 'answer', body: { digest, is_sent: call.ports.sendsMail } };
      },
    });
  },
});
