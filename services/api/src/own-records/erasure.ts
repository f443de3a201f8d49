import { erasureAnswer, erasureRequest } from '@stepup/contracts';
import { erasePerson } from '@stepup/store';
import { defineWrite, invalidBody } from '../endpoint/define-write.ts';
import { runWrite } from '../endpoint/run-write.ts';
import { publishOwnEvent } from './publish-own-event.ts';

const path = '/v1/people/:id/erasure';
const longestId = 200;

/** `POST /v1/people/{id}/erasure`. */
export const erasePersonEndpoint = defineWrite({
  path,
  operationId: 'erasePerson',
  summary: 'Erase a person',
  description:
    'Deletes what was recorded about somebody and their pseudonym, and renames them in the records of others; names and texts go ' +
    'from the warehouse. Aggregates stay, about nobody. It cannot be undone: confirm repeats the id. The same as sending ' +
    'sales.person.erased.v1.',
  access: 'people.erase',
  body: erasureRequest,
  status: 200,
  needsVersion: false,
  answer: erasureAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, body, pathParameters } = call;
    const personId = pathParameters['id'] ?? '';
    if (body.confirm !== personId || personId.length > longestId) {
      return invalidBody([{ path: '/confirm', message: 'must be the id in the address' }]);
    }
    return runWrite(call, {
      path,
      answer: erasureAnswer,
      work: async (tx, at) => {
        const deleted = await erasePerson(tx, { personId, at });
        // Last, so that nothing is told that was not done; told twice it changes nothing.
        const told = await publishOwnEvent(ports, {
          tenant: viewer.tenant,
          type: 'sales.person.erased.v1',
          at,
          data: { person_id: personId },
        });
        if (told === 'unavailable') {
          return {
            kind: 'problem',
            code: 'unavailable',
            detail: 'Events are not taken at the moment; ask again.',
          };
        }
        return { kind: 'answer', body: { person_id: personId, deleted } };
      },
    });
  },
});
