import { describe, expect, it } from 'vitest';
import { fillCard } from '../records/five-questions.ts';
import { obstacleKind } from '../records/obstacle.ts';
import { act, debriefedCall, open, storyboard } from './coached-pair.test-support.ts';

describe('five-question card', () => {
  const obstacle = open(obstacleKind, { text: 'no time to prepare' });
  it('asks in order, filled with target and actual, and looks back at the last step', () => {
    const card = fillCard({
      storyboard: storyboard().content,
      actualNow: '5 of 20',
      targetOfPlan: null,
      lastCall: debriefedCall().content,
      obstacles: [
        obstacle.content,
        act(obstacleKind, open(obstacleKind, { text: 'nerves' }), { kind: 'work_on' }).content,
      ],
    });
    expect(card.map(({ id }) => id)).toEqual([
      'target_condition',
      'actual_condition',
      'last_planned',
      'last_expected',
      'last_happened',
      'last_learned',
      'obstacles',
      'next_step',
      'go_and_see',
    ]);
    expect(card.map(({ filledIn }) => filledIn)).toEqual([
      'every call ends with a date (by 2026-11-27)',
      '5 of 20',
      'ask why now',
      'they name a date',
      'they asked back',
      'wait longer',
      'now: nerves · no time to prepare',
      'ask twice',
      '2026-11-12',
    ]);
  });
  it('skips the look back when there is no last step', () => {
    const card = fillCard({
      storyboard: null,
      actualNow: null,
      targetOfPlan: null,
      lastCall: null,
      obstacles: [],
    });
    expect(card.map(({ id }) => id)).toEqual([
      'target_condition',
      'actual_condition',
      'obstacles',
      'next_step',
      'go_and_see',
    ]);
  });
});
