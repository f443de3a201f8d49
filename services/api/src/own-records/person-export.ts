import { instantOfDate, personExport } from '@stepup/contracts';
import { exportPerson, withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';

/** `GET /v1/people/{id}/export`. */
export const personExportEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/people/:id/export',
  operationId: 'exportPerson',
  summary: 'Everything that is recorded about oneself',
  description:
    'Plans, records, findings, what was done to them, and who read them, as they lie in the store. By the person alone: what is ' +
    'between learner and coach is nobody else’s. Numbers of sales are under /v1/indicators and /v1/deals.',
  access: 'own_records.use',
  query: z.strictObject({}),
  answer: personExport,
  problems: [],
  async handle({ ports, viewer, pathParameters }) {
    const personId = pathParameters['id'] ?? '';
    if (viewer.personId !== personId) return { kind: 'problem', code: 'not_found' };
    const exported = await withTenant(ports.pool, viewer.tenant, (tx) => exportPerson(tx, personId));
    const tables = Object.fromEntries(Object.entries(exported).map(([table, rows]) => [table, [...rows]]));
    return {
      kind: 'answer',
      body: { person_id: personId, exported_at: instantOfDate(ports.clock.now()), tables },
    };
  },
});
