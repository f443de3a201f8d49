import { problem } from '@stepup/contracts';
import * as z from 'zod';
import type { SessionStore } from '../session/session-store.ts';
import { RequestFailure } from './request-failure.ts';

/** Query parameters; those without a value are left out. */
export type QueryParameters = Readonly<Record<string, string | null | undefined>>;

interface Write {
  /** `PUT` replaces what stands there; default `POST`. */
  method?: 'POST' | 'PUT';
  body: unknown;
  /** The version that was read, for updates; sent as a strong entity tag. */
  version?: number;
}

/** The HTTP API as the console sees it: every answer is read by a schema, every failure is a `RequestFailure`. */
export interface ApiClient {
  read<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    query?: QueryParameters,
  ): Promise<z.output<Schema>>;
  write<Schema extends z.ZodType>(path: string, schema: Schema, write: Write): Promise<z.output<Schema>>;
  /** The same API with another token, which is not kept: for trying one before somebody is signed in with it. */
  withToken(token: string): ApiClient;
}

export function createApiClient(
  session: Pick<SessionStore, 'token' | 'setToken'>,
  send: typeof fetch,
): ApiClient {
  const request = async <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    init: RequestInit,
  ): Promise<z.output<Schema>> => {
    const token = session.token();
    const headers = new Headers(init.headers);
    headers.set('Accept', 'application/json, application/problem+json');
    if (token !== null) headers.set('Authorization', `Bearer ${token}`);
    const response = await send(path, { ...init, headers, credentials: 'same-origin' }).catch(() => null);
    if (response === null) throw new RequestFailure({ kind: 'unreachable' });
    if (response.status === 401) session.setToken(null);
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new RequestFailure(readFailure(response.status, body));
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new RequestFailure({
      kind: 'unexpected_answer',
      status: response.status,
      place: `${path} ${z.prettifyError(parsed.error).split('\n').slice(0, 2).join(' ')}`,
    });
  };
  return {
    read: (path, schema, query = {}) => request(`${path}${formatQuery(query)}`, schema, { method: 'GET' }),
    write: (path, schema, { method = 'POST', body, version }) =>
      request(path, schema, {
        method,
        body: JSON.stringify(body),
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': createIdempotencyKey(),
          ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
        },
      }),
    withToken: (token) => createApiClient({ token: () => token, setToken: () => undefined }, send),
  };
}

function readFailure(status: number, body: unknown): RequestFailure['failure'] {
  const parsed = problem.safeParse(body);
  if (parsed.success) return { kind: 'problem', problem: parsed.data };
  return { kind: 'unexpected_answer', status, place: 'the error' };
}

/** `?a=1&b=2`, or nothing. */
export function formatQuery(query: QueryParameters): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** Not `crypto.randomUUID`, which pages without TLS outside of loopback do not have. */
function createIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
