import { createHash, randomBytes } from 'node:crypto';
import { calendarAnswer, calendarRequest } from '@stepup/contracts';
import { readCalendarFeed, replaceCalendarFeed, revokeCalendarFeed, withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineWrite } from '../endpoint/define-write.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { runWrite } from '../endpoint/run-write.ts';

const path = '/v1/people/:id/calendar';
const notFound = { kind: 'problem', code: 'not_found' } as const;
const secretBytes = 24;

/** `GET /v1/people/{id}/calendar`. */
export const calendarEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'readCalendar',
  summary: 'Whether one’s agenda can be subscribed to as a calendar',
  description: 'Since when. The address itself is shown once, when it is made: only its hash is kept.',
  access: 'own_records.use',
  query: z.strictObject({}),
  answer: calendarAnswer,
  problems: [],
  async handle({ ports, viewer, pathParameters }) {
    const personId = pathParameters['id'] ?? '';
    if (viewer.personId !== personId) return notFound;
    const since = await withTenant(ports.pool, viewer.tenant, (tx) => readCalendarFeed(tx, personId));
    return { kind: 'answer', body: { on: since !== null, since, address: null } };
  },
});

/** `PUT /v1/people/{id}/calendar`. */
export const setCalendarEndpoint = defineWrite({
  method: 'put',
  path,
  operationId: 'setCalendar',
  summary: 'Make a secret address for one’s calendar, or take it away',
  description:
    'With on a new address, which any calendar program can subscribe to; an earlier one stops working at once. Whoever knows the ' +
    'address reads the calendar: what stands in it is kinds, days and initials, and no finding.',
  access: 'own_records.use',
  body: calendarRequest,
  status: 200,
  needsVersion: false,
  answer: calendarAnswer,
  problems: [],
  async handle(call) {
    const { viewer, body, pathParameters } = call;
    const personId = pathParameters['id'] ?? '';
    if (viewer.personId !== personId) return notFound;
    // An answer that is kept for a repeated request would keep the secret.
    const sent = { ...call.sent, idempotencyKey: null };
    return runWrite(
      { ...call, sent },
      {
        path,
        answer: calendarAnswer,
        work: async (tx, at) => {
          if (!body.on) {
            await revokeCalendarFeed(tx, personId);
            return { kind: 'answer', body: { on: false, since: null, address: null } };
          }
          const secret = randomBytes(secretBytes).toString('base64url');
          await replaceCalendarFeed(tx, { personId, secretHash: hashSecret(secret), madeAt: at });
          const address = `/calendars/${viewer.tenant}/${secret}.ics`;
          return { kind: 'answer', body: { on: true, since: at, address } };
        },
      },
    );
  },
});

/** What the store keeps of a secret: whoever reads the table has no address. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
