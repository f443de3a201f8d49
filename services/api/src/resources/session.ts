import { sessionAnswer } from '@stepup/contracts';
import * as z from 'zod';
import { builtInOperator, isRole } from '../access/access-table.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';

/** The tenant that the product itself fills with a simulated organisation. */
const simulatedTenant = 'example';

/** `GET /v1/session`: whom the token speaks for. */
export const sessionEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/session',
  operationId: 'getSession',
  summary: 'Whom this token speaks for',
  description: 'Tenant, person, role and scopes of the token, and the zone that days are in.',
  access: 'catalogue.read',
  query: z.strictObject({}),
  answer: sessionAnswer,
  problems: [],
  async handle({ ports, viewer }) {
    const { tenant, personId } = viewer;
    const { byId, timeZone, isEmpty } = await ports.directory.read(tenant);
    const person = byId.get(personId ?? '');
    const role = personId === builtInOperator ? 'sales_ops' : person?.role;
    return {
      kind: 'answer',
      body: {
        tenant,
        person_id: personId ?? null,
        name: person?.name ?? null,
        role: role !== undefined && isRole(role) ? role : null,
        scopes: [...viewer.scopes],
        time_zone: timeZone,
        empty: isEmpty,
        simulated: tenant === simulatedTenant,
      },
    };
  },
});
