import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { SessionStore } from '../session/session-store.ts';
import { createApiClient, formatQuery } from './api-client.ts';
import { RequestFailure } from './request-failure.ts';

function sessionWith(first: string | null): SessionStore {
  let token = first;
  return {
    token: () => token,
    setToken: (next) => {
      token = next;
    },
    subscribe: () => () => {},
  };
}

function answering(status: number, body: unknown) {
  const requests: Request[] = [];
  const send: typeof fetch = (input, init) => {
    if (typeof input !== 'string') throw new TypeError('the client sends addresses as text');
    requests.push(new Request(new URL(input, 'http://127.0.0.1'), init));
    return Promise.resolve(Response.json(body, { status }));
  };
  return { requests, send };
}

async function failureOf(request: Promise<unknown>): Promise<unknown> {
  const error: unknown = await request.catch((caught: unknown) => caught);
  return error instanceof RequestFailure ? error.failure : error;
}

const schema = z.object({ id: z.string() });
const forbidden = {
  type: 'urn:stepup:problem:forbidden',
  title: 'The token does not allow this',
  status: 403,
  code: 'forbidden',
};

describe('createApiClient', () => {
  it('sends the token and leaves out parameters without a value', async () => {
    const { requests, send } = answering(200, { id: 'a', more: 1 });
    const api = createApiClient(sessionWith('t0ken'), send);
    expect(await api.read('/v1/x', schema, { rep: 'Ada Q', team: null, stage: undefined })).toEqual({
      id: 'a',
    });
    expect(requests[0]?.url).toBe('http://127.0.0.1/v1/x?rep=Ada+Q');
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer t0ken');
  });

  it('sends writes with the version read and a key of their own each', async () => {
    const { requests, send } = answering(201, { id: 'a' });
    const api = createApiClient(sessionWith(null), send);
    await api.write('/v1/x', schema, { body: { kind: 'propose' }, version: 3 });
    await api.write('/v1/x', schema, { body: {} });
    const [first, second] = requests;
    expect(first?.headers.get('If-Match')).toBe('"3"');
    expect(second?.headers.has('If-Match')).toBe(false);
    expect(first?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
    expect(first?.headers.get('Idempotency-Key')).not.toBe(second?.headers.get('Idempotency-Key'));
  });

  it('tries another token without keeping or losing one', async () => {
    const session = sessionWith('kept');
    const { requests, send } = answering(401, null);
    await failureOf(createApiClient(session, send).withToken('tried').read('/v1/session', schema));
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer tried');
    expect(session.token()).toBe('kept');
  });

  it('throws the problem that the server names', async () => {
    const api = createApiClient(sessionWith('t'), answering(403, forbidden).send);
    expect(await failureOf(api.read('/v1/x', schema))).toEqual({ kind: 'problem', problem: forbidden });
  });

  it('signs out when the token is refused', async () => {
    const session = sessionWith('t');
    const api = createApiClient(session, answering(401, null).send);
    expect(await failureOf(api.read('/v1/x', schema))).toMatchObject({
      kind: 'unexpected_answer',
      status: 401,
    });
    expect(session.token()).toBeNull();
  });

  it('says where an answer differs from the contract', async () => {
    const api = createApiClient(sessionWith('t'), answering(200, { id: 7 }).send);
    const failure = await failureOf(api.read('/v1/x', schema));
    expect(failure).toMatchObject({
      kind: 'unexpected_answer',
      status: 200,
      place: expect.stringContaining('/v1/x'),
    });
  });

  it('tells silence from refusal', async () => {
    const api = createApiClient(sessionWith('t'), () => Promise.reject(new TypeError('fetch failed')));
    expect(await failureOf(api.read('/v1/x', schema))).toEqual({ kind: 'unreachable' });
  });
});

describe('formatQuery', () => {
  it('is empty without parameters', () => {
    expect(formatQuery({ a: null, b: '' })).toBe('');
  });
});
