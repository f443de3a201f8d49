import { describe, expect, it } from 'vitest';
import { practiceKind } from '../records/practice.ts';
import { act, open, refusal } from './coached-pair.test-support.ts';

describe('practice cards', () => {
  it('are offered, adopted by others, and then made the reference', () => {
    const card = open(practiceKind, {
      skill_id: 'discovery',
      title: 'Three whys',
      when: 'first call',
      how: 'ask why',
      example: 'last week',
    });
    const offered = act(practiceKind, card, { kind: 'offer' });
    expect(refusal(practiceKind, offered, { kind: 'adopt' })).toEqual(['not_your_own']);
    expect(refusal(practiceKind, offered, { kind: 'make_reference' }, { side: 'coach' })).toEqual([
      'nobody_adopted',
    ]);
    const adopted = act(practiceKind, offered, { kind: 'adopt' }, { side: 'reader', by: 'r2' });
    expect(refusal(practiceKind, adopted, { kind: 'adopt' }, { side: 'reader', by: 'r2' })).toEqual([
      'adopted_already',
    ]);
    expect(act(practiceKind, adopted, { kind: 'make_reference' }, { side: 'coach' }).content.state).toBe(
      'reference',
    );
  });
});
