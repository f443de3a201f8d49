import { sessionAnswer } from '@stepup/contracts';
import { readPeople, readTenantProfile } from '@stepup/warehouse';
import * as z from 'zod';
import { builtInOperator, isRole } from '../access/access-rules.ts';
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
  scope: 'read',
  query: z.strictObject({}),
  answer: sessionAnswer,
  problems: [],
  async handle({ ports, viewer }) {
    const { tenant, personId } = viewer;
    const [profile, people] = await Promise.all([
      readTenantProfile(ports.warehouse, tenant),
      personId === undefined ? [] : readPeople(ports.warehouse, tenant),
    ]);
    const person = people.find((other) => other.personId === personId);
    const role = personId === builtInOperator ? 'sales_ops' : person?.role;
    return {
      kind: 'answer',
      body: {
        tenant,
        person_id: personId ?? null,
        name: person?.name ?? null,
        role: role !== undefined && isRole(role) ? role : null,
        scopes: [...viewer.scopes],
        time_zone: profile.timeZone,
        simulated: tenant === simulatedTenant,
      },
    };
  },
});
