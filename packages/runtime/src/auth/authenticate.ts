import type { IncomingMessage } from 'node:http';
import type { HttpHandler } from '../http/handler.ts';
import { sendProblem } from '../http/problem.ts';
import type { ProblemKind } from '../http/problem.ts';
import { requestLogOf } from '../http/request-context.ts';
import type { TokenClaims, TokenVerifier } from './token-verifier.ts';

export interface AuthenticateOptions {
  verifier: TokenVerifier;
  problems: { unauthenticated: ProblemKind; unavailable: ProblemKind };
}

const claims = new WeakMap<IncomingMessage, TokenClaims>();
const bearer = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

/**
 * Lets only requests with a verified bearer token (RFC 6750, in the header alone) through; the handlers
 * behind it read `claimsOf(request)`. The reason of a refusal is named, since it helps honest senders and
 * tells an attacker nothing about a valid token.
 */
export function authenticate(options: AuthenticateOptions): HttpHandler {
  const { verifier, problems } = options;
  return async (request, response, next) => {
    const token = bearer.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      sendProblem(response, problems.unauthenticated, { detail: 'Send a token: Authorization: Bearer …' });
      return;
    }
    const verdict = await verifier.verify(token);
    if (verdict.kind === 'verified') {
      claims.set(request, verdict.claims);
      next();
    } else if (verdict.kind === 'refused') {
      requestLogOf(request).info({ reason: verdict.reason }, 'bearer refused');
      response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
      sendProblem(response, problems.unauthenticated, {
        detail: `The token was refused: ${verdict.reason}.`,
      });
    } else {
      requestLogOf(request).error({ reason: verdict.message }, 'tokens cannot be verified');
      response.setHeader('Retry-After', 5);
      sendProblem(response, problems.unavailable, { detail: 'Tokens cannot be verified at the moment.' });
    }
  };
}

/** The claims of the verified token; throws where `authenticate` has not run before. */
export function claimsOf(request: IncomingMessage): TokenClaims {
  const verified = claims.get(request);
  if (verified === undefined) throw new Error('claimsOf without authenticate before it');
  return verified;
}
