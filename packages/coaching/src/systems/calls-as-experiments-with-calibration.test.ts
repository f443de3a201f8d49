import type { CallContent } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../records/calibrate.ts';
import { callKind } from '../records/call.ts';
import { act, on, openCall, plannedCall } from './coached-pair.test-support.ts';

describe('calls as experiments with calibration', () => {
  it('scores predictions from twenty on, and nothing before', () => {
    const { content } = act(callKind, openCall(), { ...plannedCall, probability: 'likely' });
    const came: CallContent = { ...content, as_expected: 'yes' };
    expect(calibrate(Array.from({ length: 19 }, () => came))).toEqual({
      kind: 'too_few',
      have: 19,
      need: 20,
    });
    const missed: CallContent = { ...came, as_expected: 'no' };
    const twenty = [...Array.from({ length: 16 }, () => came), ...Array.from({ length: 4 }, () => missed)];
    expect(calibrate(twenty)).toMatchObject({ kind: 'calibrated', n: 20, brier: expect.closeTo(0.16, 10) });
  });
  it('does not count what was entered after the call', () => {
    const late = act(callKind, openCall(), { ...plannedCall, probability: 'sure' }, { when: on(10, 15) });
    const calls = Array.from({ length: 30 }, (): CallContent => ({ ...late.content, as_expected: 'yes' }));
    expect(calibrate(calls)).toMatchObject({ kind: 'too_few', have: 0 });
  });
});
