/**
 * Every route of the api, asked by every role in every relation to every person, against the access table. A route without an
 * example here fails, so a new one cannot be forgotten.
 */
import { endpoints, sightOf } from '@stepup/api';
import { plan as planAnswer } from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpInstance, readBodyAs, startHttpInstance } from './http-instance.ts';
import { type AccessExample, accessExamples } from '../support/access/access-examples.ts';
import { askers, organisation, relationsOf, subjects } from '../support/access/access-organisation.ts';

const tenant = 'access';
const stranger = 'elsewhere';
let product: HttpInstance;
const planOf = new Map<string, string>();
const tokens = new Map<string, string>();

beforeAll(async () => {
  product = await startHttpInstance();
  for (const name of [tenant, stranger]) {
    expect(await product.send(name, organisation)).toMatchObject({ status: 202 });
  }
  const everything = ['read', 'coach', 'operate', 'events:write', 'people:write'];
  for (const { id } of askers) {
    const bearer = id === 'program' ? { scopes: everything } : { person: id };
    tokens.set(id, await product.tokenOf(tenant, bearer));
  }
  for (const { id, coach } of subjects) {
    const opened = await send(tokens.get(coach) ?? '', 'post', '/v1/plans', {
      rep_id: id,
      month: '2026-11',
      basis: 'observation',
    });
    planOf.set(id, readBodyAs(planAnswer, opened).id);
  }
});
afterAll(() => product.stop());

function send(token: string, method: string, path: string, body?: unknown, headers = {}) {
  return product.request(path, {
    method: method.toUpperCase(),
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function isAboutSomebody({ about }: AccessExample): boolean {
  return about === 'person' || about === 'plan';
}

describe.each(endpoints.map((endpoint) => [endpoint.operationId, endpoint] as const))(
  '%s',
  (id, endpoint) => {
    const example = accessExamples[id];

    it('has an example', () => {
      expect(example, `add ${id} to test/support/access/access-examples.ts`).toBeDefined();
    });
    if (example === undefined) return;

    it('answers everybody as the table says', async () => {
      const asked = askers.flatMap((asker) =>
        (isAboutSomebody(example) ? subjects : subjects.slice(0, 1)).map((subject) => ({ asker, subject })),
      );
      const wrong = await Promise.all(
        asked.map(async ({ asker, subject }) => {
          const request = example.request({
            personId: subject.id,
            planId: planOf.get(subject.id) ?? '',
            askerId: asker.id,
          });
          const relation = isAboutSomebody(example)
            ? relationsOf(asker.id, subject.id)
            : example.about === 'asker'
              ? 'self'
              : 'none';
          const sight = sightOf(asker.asks, relation, endpoint.access);
          const token = tokens.get(asker.id) ?? '';
          const { status } = await send(token, endpoint.method, request.path, request.body, request.headers);
          // Whoever sees pseudonyms knows nobody by their id; the operator of the machine is trusted with both.
          const isVeiled = sight === 'pseudonyms' && asker.id !== 'ops-1' && asker.id !== 'program';
          const isRight =
            sight === null || (isVeiled && isAboutSomebody(example))
              ? status === 403 || status === 404
              : example.allowed.includes(status);
          const who = `${asker.id} (${asker.asks}), ${relation} to ${subject.id}`;
          return isRight ? [] : [`${who}: ${status}, the table says ${sight}`];
        }),
      );
      expect(wrong.flat()).toEqual([]);
    });

    it('answers nobody of another tenant', async () => {
      if (example.about !== 'plan') return;
      for (const { id: asker, asks } of askers) {
        if (asks === 'program') continue;
        const token = await product.tokenOf(stranger, { person: asker });
        const request = example.request({ personId: 'lea', planId: planOf.get('lea') ?? '', askerId: asker });
        const { status } = await send(token, endpoint.method, request.path, request.body, request.headers);
        expect([403, 404]).toContain(status);
      }
    });
  },
);

it('has no example of a route that is gone', () => {
  expect(Object.keys(accessExamples).toSorted()).toEqual(
    endpoints.map(({ operationId }) => operationId).toSorted(),
  );
});

it('takes no request without a token', async () => {
  for (const { method, path } of endpoints) {
    const answer = await product.request(path.replaceAll(/:\w+/g, 'x'), { method: method.toUpperCase() });
    expect([path, answer.status]).toEqual([path, 401]);
  }
});
