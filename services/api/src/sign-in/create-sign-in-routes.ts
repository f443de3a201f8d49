import { problemOf, signInAnswer } from '@stepup/contracts';
import {
  type HttpHandler,
  type HttpRequest,
  type HttpResponse,
  isLoopback,
  requestLogOf,
  type Route,
  sendProblem,
  type TokenVerifier,
} from '@stepup/runtime';
import * as z from 'zod';
import type { IssuerSignIn, PendingSignIn } from './issuer-sign-in.ts';

export interface SignInParts {
  /** `issuer`: where people are sent; null where they bring a token. */
  signIn:
    | { kind: 'built_in' }
    | { kind: 'issuer'; issuer: string; flow: IssuerSignIn }
    | { kind: 'tokens'; issuer: string };
  verifier: TokenVerifier;
  /** Where browsers reach the console, like `https://stepup.example`; null: as they ask, on this machine alone. */
  publicUrl: string | null;
}

const callbackPath = '/v1/sign-in/callback';
const minutesToSignIn = 10;

const pendingSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  back: z.string(),
});

/**
 * Signing in. What is pending lies in a cookie of the browser that began it, out of reach of scripts, so any instance can finish
 * what another began; the token is handed to the console in the fragment of the address, which no server sees.
 */
export function createSignInRoutes(parts: SignInParts): Route[] {
  const { signIn } = parts;
  const describe: HttpHandler = (_request, response) => {
    response.json(
      signInAnswer.parse({ kind: signIn.kind, issuer: signIn.kind === 'built_in' ? null : signIn.issuer }),
    );
  };
  const routes: Route[] = [{ method: 'get', path: '/v1/sign-in', handlers: [describe] }];
  if (signIn.kind !== 'issuer') return routes;
  const { flow } = signIn;

  const start: HttpHandler = async (request, response) => {
    const origin = originOf(request, parts.publicUrl);
    if (origin === null) {
      sendProblem(response, problemOf('forbidden'), {
        detail: 'Signing in is reached at the address of STEPUP_PUBLIC_URL, or on this machine.',
      });
      return;
    }
    const back = request.query['back'];
    const begun = await flow.begin(origin + callbackPath, readBack(typeof back === 'string' ? back : ''));
    if (begun.kind === 'unavailable') {
      requestLogOf(request).error({ reason: begun.message }, 'the issuer cannot be reached');
      leave(response, '/sign-in?failed=unavailable');
      return;
    }
    setPending(response, origin, begun.pending);
    leave(response, begun.url.href);
  };

  const finish: HttpHandler = async (request, response) => {
    const origin = originOf(request, parts.publicUrl);
    const pending = origin === null ? null : readPending(request, origin);
    if (origin === null || pending === null) {
      leave(response, '/sign-in?failed=begin_again');
      return;
    }
    clearPending(response, origin);
    const signedIn = await flow.finish(new URL(request.originalUrl, origin), pending);
    if (signedIn.kind !== 'signed_in') {
      const reason = signedIn.kind === 'refused' ? signedIn.reason : signedIn.message;
      requestLogOf(request).info({ reason }, 'a sign-in was not finished');
      const failed = signedIn.kind === 'unavailable' ? 'unavailable' : safeWord(signedIn.reason);
      leave(response, `/sign-in?failed=${failed}`);
      return;
    }
    // The issuer says who it is; whether its token is good for this api is a second question.
    const verdict = await parts.verifier.verify(signedIn.accessToken);
    if (verdict.kind !== 'verified') {
      const failed = verdict.kind === 'refused' ? verdict.reason : 'unavailable';
      requestLogOf(request).warn({ failed }, 'the issuer gave a token that is not taken here');
      leave(response, `/sign-in?failed=${failed}`);
      return;
    }
    leave(response, `${pending.back}#token=${encodeURIComponent(signedIn.accessToken)}`);
  };
  return [
    ...routes,
    { method: 'get', path: '/v1/sign-in/start', handlers: [start] },
    { method: 'get', path: callbackPath, handlers: [finish] },
  ];
}

/** Where the browser thinks it is: as configured, else as it asked, which is believed on the loopback address alone. */
function originOf(request: HttpRequest, publicUrl: string | null): string | null {
  if (publicUrl !== null) return new URL(publicUrl).origin;
  const host = request.headers.host ?? '';
  if (!URL.canParse(`http://${host}`)) return null;
  const { hostname, origin } = new URL(`http://${host}`);
  return isLoopback(hostname) ? origin : null;
}

/** A page of the console, never another site. */
function readBack(back: string): string {
  if (!back.startsWith('/') || !URL.canParse(back, 'http://here.invalid')) return '/';
  const { origin, pathname, search } = new URL(back, 'http://here.invalid');
  return origin === 'http://here.invalid' && !pathname.startsWith('//') ? pathname + search : '/';
}

/** Reasons of issuers go into an address: only words like `access_denied` do. */
function safeWord(reason: string): string {
  return /^[A-Za-z_]{1,60}$/.test(reason) ? reason : 'refused';
}

/** `__Host-` binds the cookie to this very host and to https. */
function cookieOf(origin: string): { name: string; attributes: string } {
  const attributes = 'Path=/; HttpOnly; SameSite=Lax';
  return origin.startsWith('https:')
    ? { name: '__Host-stepup-sign-in', attributes: `${attributes}; Secure` }
    : { name: 'stepup-sign-in', attributes };
}

function setPending(response: HttpResponse, origin: string, pending: PendingSignIn): void {
  const { name, attributes } = cookieOf(origin);
  const value = Buffer.from(JSON.stringify(pending)).toString('base64url');
  response.setHeader('Set-Cookie', `${name}=${value}; Max-Age=${minutesToSignIn * 60}; ${attributes}`);
}

function clearPending(response: HttpResponse, origin: string): void {
  const { name, attributes } = cookieOf(origin);
  response.setHeader('Set-Cookie', `${name}=; Max-Age=0; ${attributes}`);
}

function readPending(request: HttpRequest, origin: string): PendingSignIn | null {
  const { name } = cookieOf(origin);
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  const value = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  try {
    const parsed = pendingSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
    return parsed.success ? { ...parsed.data, back: readBack(parsed.data.back) } : null;
  } catch {
    return null;
  }
}

function leave(response: HttpResponse, address: string): void {
  response.setHeader('Referrer-Policy', 'no-referrer').status(302).setHeader('Location', address).end();
}
