import { errorCodes, problemOf } from '@stepup/contracts';
import {
  authenticate,
  claimsOf,
  type HttpHandler,
  type HttpRequest,
  type HttpResponse,
  isDiskFull,
  requestLogOf,
  type Route,
  sendProblem,
  type TokenVerifier,
} from '@stepup/runtime';
import { type Asker, builtInOperator, type Permission } from '../access/access-table.ts';
import { identifyViewer } from '../access/identify-viewer.ts';
import { mayEver, scopeOf, seesPseudonymsAlone } from '../access/may.ts';
import { createVeil, type Veil } from '../access/veil.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ApiPorts } from '../api-ports.ts';
import type { Endpoint, EndpointCall, EndpointProblem } from './endpoint.ts';
import { isStoreAway } from './is-store-away.ts';
import { readSentWrite } from './read-sent-write.ts';

/** The route of a line of the table: token, scope, query, answer. */
export function serveEndpoint(
  endpoint: Endpoint,
  ports: ApiPorts,
  { verifier, limit }: { readonly verifier: TokenVerifier; readonly limit: HttpHandler },
): Route {
  const identify = authenticate({
    verifier,
    problems: { unauthenticated: problemOf('unauthenticated'), unavailable: problemOf('unavailable') },
  });
  return {
    method: endpoint.method,
    path: endpoint.path,
    handlers: [identify, limit, answer(endpoint, ports)],
  };
}

/** A store that cannot be reached, or has no room, is no bug: whoever asked is told to ask again. */
function answer(endpoint: Endpoint, ports: ApiPorts): HttpHandler {
  return async (request, response) => {
    try {
      await answerOnce(endpoint, ports, request, response);
    } catch (error) {
      if (response.headersSent) throw error;
      if (isDiskFull(error)) {
        requestLogOf(request).error({ err: error }, 'the disk is full');
        refuse(response, {
          kind: 'problem',
          code: 'disk_full',
          detail: 'The disk of the product is full: free some space there, then send this again.',
        });
        return;
      }
      if (!isStoreAway(error)) throw error;
      requestLogOf(request).error({ err: error }, 'a store cannot be reached');
      refuse(response, {
        kind: 'problem',
        code: 'unavailable',
        detail: 'A store cannot be reached; ask again.',
      });
    }
  };
}

async function answerOnce(
  endpoint: Endpoint,
  ports: ApiPorts,
  request: HttpRequest,
  response: HttpResponse,
): Promise<void> {
  const verdict = await identifyViewer(ports.directory, claimsOf(request));
  if (verdict.kind === 'stranger') {
    refuse(response, { kind: 'problem', code: 'forbidden', detail: verdict.detail });
    return;
  }
  const { viewer } = verdict;
  const unmet = findUnmet(viewer, endpoint.access);
  if (unmet !== null) {
    refuse(response, { kind: 'problem', code: 'forbidden', detail: unmet });
    return;
  }
  const rawQuery: Record<string, unknown> = { ...request.query };
  const sent = endpoint.write === null ? null : await readSentWrite(request, endpoint.write);
  if (sent?.kind === 'problem') {
    refuse(response, sent);
    return;
  }
  const veil = await findVeil(ports, viewer, endpoint.access);
  const asked = unveil(veil, rawQuery, pathOf(request));
  if (asked === null) {
    refuse(response, { kind: 'problem', code: 'not_found' });
    return;
  }
  const outcome = await endpoint.respond({ ports, viewer, veil, ...asked }, sent);
  if (outcome.kind === 'problem') {
    refuse(response, outcome);
    return;
  }
  if (outcome.version !== undefined) response.setHeader('ETag', `"${outcome.version}"`);
  response
    .status(endpoint.write?.status ?? 200)
    .json(veil === null ? outcome.body : veil.cover(outcome.body, rawQuery['by']));
}

const askerWords: Readonly<Record<Asker, string>> = {
  rep: 'salespeople',
  manager: 'managers',
  director: 'directors',
  board: 'the board',
  sales_ops: 'sales operations',
  program: 'programs',
};

/** What is missing for doing this with anything at all; whether with this very thing is decided where it is found. */
function findUnmet(viewer: Viewer, permission: Permission): string | null {
  if (!mayEver(viewer.asks, permission)) return `This is not for ${askerWords[viewer.asks]}.`;
  const scope = scopeOf(permission);
  return viewer.scopes.includes(scope) ? null : `This needs the scope ${scope}.`;
}

/**
 * What those see through who get pseudonyms alone. The operator of the built-in issuer does not: whoever has that token is on the
 * machine and makes one for anybody.
 */
async function findVeil(ports: ApiPorts, viewer: Viewer, permission: Permission): Promise<Veil | null> {
  const isTrusted = ports.hasBuiltInIssuer && viewer.personId === builtInOperator;
  if (viewer.asks !== 'sales_ops' || isTrusted || !seesPseudonymsAlone(viewer.asks, permission)) return null;
  return createVeil(await ports.directory.read(viewer.tenant));
}

/** What was asked, about people in the place of pseudonyms; null where a person is named otherwise. */
function unveil(
  veil: Veil | null,
  rawQuery: Readonly<Record<string, unknown>>,
  pathParameters: Readonly<Record<string, string>>,
): Pick<EndpointCall<unknown>, 'rawQuery' | 'meantQuery' | 'pathParameters'> | null {
  if (veil === null) return { rawQuery, meantQuery: rawQuery, pathParameters };
  const meantQuery = veil.lift(rawQuery);
  if (meantQuery === null) return null;
  // Ids of runs and findings are none of people; the paths of a rep name one.
  const { id } = pathParameters;
  const personId = id === undefined ? null : veil.find(id);
  if (id !== undefined && personId === null && veil.hide(id) !== veil.hide('')) return null;
  return {
    rawQuery,
    meantQuery,
    pathParameters: personId === null ? pathParameters : { ...pathParameters, id: personId },
  };
}

function pathOf(request: HttpRequest): Record<string, string> {
  // Repeated parameters would be lists; no path of the table has one.
  return Object.fromEntries(
    Object.entries(request.params).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

function refuse(response: HttpResponse, { code, detail, errors }: EndpointProblem): void {
  if (errorCodes[code].status === 503) response.setHeader('Retry-After', code === 'disk_full' ? '30' : '5');
  sendProblem(response, problemOf(code), {
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
  });
}
