import { describe, expect, it } from 'vitest';
import { obstacleKind } from '../records/obstacle.ts';
import { act, open, refusal } from './coached-pair.test-support.ts';

describe('obstacle parking lot', () => {
  it('parks many and works on one at a time', () => {
    const parked = open(obstacleKind, { text: 'no time' });
    const busy = { facts: { workedOnObstacleId: 'other' } };
    expect(refusal(obstacleKind, parked, { kind: 'work_on' }, busy)).toEqual(['another_obstacle_worked_on']);
    const worked = act(obstacleKind, parked, { kind: 'work_on' });
    const removed = act(obstacleKind, worked, { kind: 'remove', learned: 'ten minutes are enough' });
    expect(removed.content).toMatchObject({ state: 'removed', learned: { text: 'ten minutes are enough' } });
    expect(refusal(obstacleKind, removed, { kind: 'park' })).toEqual(['record_ended']);
  });
});
