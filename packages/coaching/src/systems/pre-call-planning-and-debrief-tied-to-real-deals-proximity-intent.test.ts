import type { SessionOpening } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { callKind } from '../records/call.ts';
import { measureCall } from '../records/measure-record.ts';
import { act, debriefedCall, on, openCall, openSession, plannedCall } from './coached-pair.test-support.ts';

describe('pre-call planning and debrief tied to real deals, proximity, intent', () => {
  it('measures nearness on both sides of the call', () => {
    expect(measureCall(debriefedCall().content)).toMatchObject({
      prepared_near: true,
      debriefed_near: true,
      on_activity: true,
    });
    const early = act(callKind, openCall(), plannedCall, { when: on(8) });
    const late = act(callKind, early, { kind: 'debrief', happened: 'x', learned: 'y' }, { when: on(12) });
    expect(measureCall(late.content)).toMatchObject({ prepared_near: false, debriefed_near: false });
    expect(late.content.happened).toMatchObject({ late: true });
  });
  it.each<[string, Partial<SessionOpening>, boolean | null]>([
    ['three hours ahead', { planned_for: on(2, 12).at }, true],
    ['one hour ahead', { planned_for: on(2, 10).at }, false],
    ['entered afterwards', { held_at: on(1).at }, false],
    ['opportunistic', { kind: 'opportunistic', about: 'tactical', sign: 'improve' }, null],
  ])('intent: %s', (_, opening, intentional) => {
    expect(openSession(opening).content.intentional).toBe(intentional);
  });
});
