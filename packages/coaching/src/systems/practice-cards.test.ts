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
    const texts = { when: 'first call', how: 'ask why', example: 'last week' };
    const measured = (record: typeof card, value: number) =>
      refusal(practiceKind, record, {
        kind: 'rewrite',
        ...texts,
        measure: { indicator: 'takeover_share', value },
      });
    expect(measured(card, 0.2)).toEqual([]);
    expect(measured(adopted, 0.2)).toEqual(['measure_fixed']);
    expect(refusal(practiceKind, adopted, { kind: 'rewrite', ...texts })).toEqual([]);
    expect(act(practiceKind, adopted, { kind: 'make_reference' }, { side: 'coach' }).content.state).toBe(
      'reference',
    );
  });
});
