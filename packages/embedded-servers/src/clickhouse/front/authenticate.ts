import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type Authentication =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'rejected'; readonly username: string };

/**
 * Checks the three ways in which ClickHouse takes credentials: X-ClickHouse-User and -Key, Basic authorization, and
 * the URL parameters `user` and `password`.
 */
export function authenticate(
  request: IncomingMessage,
  url: URLSearchParams,
  expected: { readonly username: string; readonly password: string },
): Authentication {
  const given = credentialsOf(request, url);
  if (given === undefined) return { kind: 'missing' };
  // Both are compared whatever the first says, so that the time taken tells nothing.
  const name = equal(given.username, expected.username);
  const password = equal(given.password, expected.password);
  return name && password ? { kind: 'accepted' } : { kind: 'rejected', username: given.username };
}

function credentialsOf(
  request: IncomingMessage,
  url: URLSearchParams,
): { readonly username: string; readonly password: string } | undefined {
  const user = request.headers['x-clickhouse-user'];
  const key = request.headers['x-clickhouse-key'];
  if (typeof user === 'string' || typeof key === 'string') {
    return {
      username: typeof user === 'string' ? user : 'default',
      password: typeof key === 'string' ? key : '',
    };
  }
  const authorization = request.headers.authorization;
  if (authorization?.startsWith('Basic ') === true) {
    const pair = Buffer.from(authorization.slice('Basic '.length), 'base64').toString('utf8');
    const colon = pair.indexOf(':');
    return colon === -1
      ? { username: pair, password: '' }
      : { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
  }
  const urlUser = url.get('user');
  const urlPassword = url.get('password');
  if (urlUser === null && urlPassword === null) return undefined;
  return { username: urlUser ?? 'default', password: urlPassword ?? '' };
}

function equal(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
