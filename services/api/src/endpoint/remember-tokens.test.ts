import type { TokenVerdict } from '@stepup/runtime';
import { expect, it } from 'vitest';
import { rememberTokens } from './remember-tokens.ts';

function create(verdictOf: (token: string) => TokenVerdict) {
  let nowMs = 0;
  const asked: string[] = [];
  const verifier = rememberTokens(
    {
      verify: async (token) => {
        asked.push(token);
        return verdictOf(token);
      },
    },
    { now: () => new Date(nowMs) },
  );
  return {
    asked,
    verify: (token: string) => verifier.verify(token),
    pass: (ms: number) => void (nowMs += ms),
  };
}

const claims = { tenant: 't', subject: 's', scopes: [] };

it('asks once for a token, and again after five seconds', async () => {
  const { asked, verify, pass } = create(() => ({ kind: 'verified', claims }));
  expect(await verify('one')).toEqual({ kind: 'verified', claims });
  pass(4_999);
  expect(await verify('one')).toEqual({ kind: 'verified', claims });
  await verify('another');
  expect(asked).toEqual(['one', 'another']);
  pass(1);
  await verify('one');
  expect(asked).toEqual(['one', 'another', 'one']);
});

it('remembers no refusal', async () => {
  const { asked, verify } = create(() => ({ kind: 'refused', reason: 'expired' }));
  await verify('one');
  await verify('one');
  expect(asked).toEqual(['one', 'one']);
});
