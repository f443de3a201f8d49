import { describe, expect, it } from 'vitest';
import { recognitionKind } from '../records/recognition.ts';
import { act, open } from './coached-pair.test-support.ts';

describe('recognition', () => {
  it('is given to somebody else and can be taken back', () => {
    const opening = { learner_id: 'learner', what: 'thanks', text: 'you listened' } as const;
    const given = open(recognitionKind, opening, { side: 'coach' });
    expect(act(recognitionKind, given, { kind: 'withdraw' }, { side: 'coach' }).content.state).toBe(
      'withdrawn',
    );
    expect(() => open(recognitionKind, opening)).toThrow('not_yourself');
  });
});
