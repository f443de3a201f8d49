import { describe, expect, it } from 'vitest';
import { readTokenClaims } from './read-token-claims.ts';

function tokenWith(payload: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.signature`;
}

describe('readTokenClaims', () => {
  it('reads tenant and person, whatever letters they are written in', () => {
    const payload = { tenant: 'acme', sub: 'Zoltán Feketerózsa 🙂', exp: 1 };
    expect(readTokenClaims(tokenWith(payload))).toEqual({ tenant: 'acme', sub: 'Zoltán Feketerózsa 🙂' });
  });

  it.each([
    ['no token', ''],
    ['one part', 'abc'],
    ['no base64', 'a.%%%.c'],
    ['no JSON', `a.${Buffer.from('{').toString('base64url')}.c`],
    ['wrong types', tokenWith({ tenant: 7 })],
  ])('answers null for %s', (_what, token) => {
    expect(readTokenClaims(token)).toBeNull();
  });
});
