import { errorCodes } from '@stepup/contracts';
import { authenticate, claimsOf, type Route, sendProblem, type TokenVerifier } from '@stepup/runtime';
import { truthSchema } from '@stepup/simulator';
import { exampleTenant, readExampleTruth } from '../example/load-example.ts';

/** `GET /v1/example/truth`: what the simulated organisation was made from, for whoever may look at that tenant. */
export function createExampleRoutes(dataDirectory: string, verifier: TokenVerifier): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/example/truth',
      handlers: [
        authenticate({
          verifier,
          problems: {
            unauthenticated: { code: 'unauthenticated', ...errorCodes.unauthenticated },
            unavailable: { code: 'unavailable', ...errorCodes.unavailable },
          },
        }),
        async (request, response) => {
          const truth =
            claimsOf(request).tenant === exampleTenant ? await readExampleTruth(dataDirectory) : null;
          if (truth === null) {
            sendProblem(
              response,
              { code: 'not_found', ...errorCodes.not_found },
              { detail: 'There is no simulated organisation here.' },
            );
            return;
          }
          response.json(truthSchema.parse(truth));
        },
      ],
    },
  ];
}
