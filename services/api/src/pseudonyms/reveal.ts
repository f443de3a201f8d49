import { revealAnswer, revealRequest } from '@stepup/contracts';
import { recordRead } from '@stepup/store';
import { createVeil } from '../access/veil.ts';
import { defineWrite } from '../endpoint/define-write.ts';
import { runWrite } from '../endpoint/run-write.ts';

const path = '/v1/pseudonyms/:pseudonym/reveals';

/** `POST /v1/pseudonyms/{pseudonym}/reveals`. */
export const revealPseudonymEndpoint = defineWrite({
  path,
  operationId: 'revealPseudonym',
  summary: 'Learn whom a pseudonym stands for, with a reason',
  description:
    'By a person of operations, who says why. Who did so, when, and the reason are in the read log and shown to that person under ' +
    '/v1/reads; it is written before the answer is given.',
  access: 'pseudonyms.reveal',
  body: revealRequest,
  status: 200,
  needsVersion: false,
  answer: revealAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, body, pathParameters } = call;
    const readerId = viewer.personId;
    if (readerId === undefined)
      return { kind: 'problem', code: 'forbidden', detail: 'A person answers for this.' };
    const listing = await ports.directory.read(viewer.tenant);
    const pseudonym = pathParameters['pseudonym'] ?? '';
    const personId = createVeil(listing).find(pseudonym);
    if (personId === null) return { kind: 'problem', code: 'not_found' };
    return runWrite(call, {
      path,
      answer: revealAnswer,
      work: async (tx, readAt) => {
        const about = { subjectId: personId, resource: 'pseudonym', resourceId: pseudonym };
        await recordRead(tx, { readerId, ...about, reason: body.reason, readAt });
        const name = listing.byId.get(personId)?.name ?? null;
        return { kind: 'answer', body: { pseudonym, person_id: personId, name } };
      },
    });
  },
});
