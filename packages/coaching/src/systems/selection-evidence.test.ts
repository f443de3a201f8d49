import { describe, expect, it } from 'vitest';
import { selectionEvidenceKind } from '../records/selection-evidence.ts';
import { act, open, refusal } from './coached-pair.test-support.ts';

describe('selection evidence', () => {
  it('is offered by the person alone, shown when they say so, and taken back', () => {
    const own = open(selectionEvidenceKind, { what: 'peer_session', text: 'with B.', on: '2026-10-20' });
    expect(refusal(selectionEvidenceKind, own, { kind: 'show', to: 'manager' }, { side: 'coach' })).toEqual([
      'only_the_learner',
    ]);
    const shown = act(selectionEvidenceKind, own, { kind: 'show', to: 'manager' });
    expect(shown.content.state).toBe('shown');
    expect(Object.keys(shown.content)).not.toContain('score');
    expect(act(selectionEvidenceKind, shown, { kind: 'withdraw' }).content.state).toBe('withdrawn');
  });
});
