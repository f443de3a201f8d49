import type { CallMove } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { callKind } from '../records/call.ts';
import { predictionOf } from '../records/prediction-of.ts';
import { act, debriefedCall, on, openCall, plannedCall, refusal } from './coached-pair.test-support.ts';

describe('PDCA cycle record with the prediction locked before the call', () => {
  it('locks what was expected when the call starts and keeps what comes later as retrospective', () => {
    const planned = act(callKind, openCall(), plannedCall, { when: on(10, 13) });
    const later = act(callKind, planned, { ...plannedCall, expected: 'I knew it' }, { when: on(10, 15) });
    expect(later.content.plans.map(({ retrospective }) => retrospective)).toEqual([false, true]);
    expect(predictionOf(later.content)?.expected).toBe('they name a date');
    const move: CallMove = { kind: 'move_start', starts_at: on(12).at };
    expect(refusal(callKind, later, move, { when: on(10, 15) })).toEqual(['call_has_started']);
  });
  it('lets the learner say first what happened and was learned', () => {
    const planned = act(callKind, openCall(), plannedCall);
    const note: CallMove = { kind: 'add_note', text: 'I heard it differently' };
    expect(refusal(callKind, planned, note, { side: 'coach' })).toEqual(['learner_first']);
    expect(act(callKind, debriefedCall(), note, { side: 'coach' }).content.notes).toMatchObject([
      { by: 'coach' },
    ]);
    const debrief: CallMove = { kind: 'debrief', happened: 'x', learned: 'y' };
    expect(refusal(callKind, planned, debrief, { when: on(10, 12) })).toEqual(['call_not_started']);
    expect(refusal(callKind, planned, debrief, { side: 'coach' })).toEqual(['only_the_learner']);
  });
});
