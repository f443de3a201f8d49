import type { SessionMove, SessionOpening } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { sessionKind } from '../records/session.ts';
import { inSession, openSession, refusal } from './coached-pair.test-support.ts';

describe('four kinds of coaching', () => {
  const seen = { kind: 'opportunistic', about: 'tactical', sign: 'reinforce', note: 'well asked' } as const;
  it('takes opportunistic sessions with about and sign, in one line, and praise counts', () => {
    const { content } = openSession(seen);
    expect(content).toMatchObject({
      state: 'held',
      intentional: null,
      model: 'sales_coaching',
      sign: 'reinforce',
    });
    expect(content.conversation).toMatchObject([{ stage: 'engage' }]);
  });
  it.each<[Partial<SessionOpening>, string]>([
    [{ kind: 'opportunistic' }, 'about_and_sign_missing'],
    [{ kind: 'tactical', about: 'tactical', sign: 'improve' }, 'about_and_sign_not_here'],
    [{ kind: 'strategic' }, 'list_or_account_missing'],
  ])('refuses %j', (opening, rule) => {
    expect(() => openSession(opening)).toThrow(rule);
  });
  it('asks the two whether it was the pattern after the stage is set, and lets a strategic talk hang on an account', () => {
    const judge: SessionMove = { kind: 'judge_pattern', verdict: 'one_off' };
    expect(refusal(sessionKind, openSession(seen), judge)).toEqual(['set_stage_first']);
    const set: SessionMove = { kind: 'write_stage', stage: 'set_stage', text: 'a minute?' };
    expect(inSession(openSession(seen), set, judge).content.pattern).toBe('one_off');
    expect(openSession({ kind: 'strategic', account_id: 'acme' }).content.account_id).toBe('acme');
  });
});
