import { errorCodes, parseRequest } from '@stepup/contracts';
import {
  type EmbeddedIssuer,
  isLoopback,
  type ProblemKind,
  parseJsonBody,
  readBody,
  type Route,
  sendProblem,
} from '@stepup/runtime';
import { z } from 'zod';

const signIn = z.strictObject({ tenant: z.string().min(1).max(63), person: z.string().min(1).max(200) });

const maxBodyBytes = 4096;
const ttlSeconds = 12 * 60 * 60;

/**
 * Signing in on this machine: a name is enough, for everybody who can reach the loopback address. So the built-in issuer
 * is for a machine that only people share who may see everything; others set an issuer of their own. Exists with the
 * built-in issuer alone.
 */
export function createEmbeddedSessionRoutes(issuer: EmbeddedIssuer): Route[] {
  return [
    {
      method: 'post',
      path: '/v1/session/embedded',
      handlers: [
        async (request, response) => {
          // A page of another site can send neither this content type unasked nor, by a name that resolves to this
          // machine, a loopback host.
          if (!isLoopback(hostOf(request.headers.host)) || !isJson(request.headers['content-type'])) {
            sendProblem(response, problemOf('forbidden'), {
              detail: 'Send application/json to the loopback address itself.',
            });
            return;
          }
          const body = await readBody(request, { maxBytes: maxBodyBytes });
          const json = body.kind === 'read' ? parseJsonBody(body.bytes) : null;
          if (json?.kind !== 'parsed') {
            sendProblem(response, problemOf('invalid_json'), { detail: 'Send {"tenant": …, "person": …}.' });
            return;
          }
          const parsed = parseRequest(signIn, json.value);
          if (parsed.kind === 'invalid') {
            sendProblem(response, problemOf('invalid_body'), {
              errors: parsed.problems.map((problem) => ({ code: 'invalid_body', ...problem })),
            });
            return;
          }
          const issued = await issuer.issue({ ...parsed.value, ttlSeconds });
          if (issued.kind !== 'issued') {
            sendProblem(response, problemOf('invalid_body'), {
              detail: 'A tenant is 1 to 63 of a-z, 0-9 and "-"; a person is named by id.',
            });
            return;
          }
          response.status(201).json({ token: issued.token });
        },
      ],
    },
  ];
}

function hostOf(header: string | undefined): string {
  return (header ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}

function isJson(contentType: string | undefined): boolean {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() === 'application/json';
}

function problemOf(code: 'forbidden' | 'invalid_json' | 'invalid_body'): ProblemKind {
  return { code, ...errorCodes[code] };
}
