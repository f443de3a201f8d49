import type { ObstacleContent, ObstacleMove, ObstacleOpening } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordKind } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

const theTwo = ['learner', 'coach'] as const;

/** What stands between actual and target condition. All wait in the parking lot; one at a time is worked on. */
export const obstacleKind: RecordKind<ObstacleOpening, ObstacleMove, ObstacleContent> = {
  name: 'obstacle',
  openedBy: ['learner', 'coach', 'guest'],
  moves: {
    work_on: { states: ['parked'], sides: theTwo },
    park: { states: ['worked_on'], sides: theTwo },
    remove: { states: ['parked', 'worked_on'], sides: theTwo },
    rewrite: { states: ['parked', 'worked_on'], sides: theTwo },
  },
  checkOpening: ({ text }) => requireTexts(text),
  open: ({ text }, stamp) => ({
    state: 'parked',
    texts: [write(text, stamp)],
    since: stamp.at,
    learned: null,
  }),
  check(_content, move, _stamp, { workedOnObstacleId }) {
    switch (move.kind) {
      case 'work_on':
        return (workedOnObstacleId ?? null) === null ? [] : [breakRule('another_obstacle_worked_on')];
      case 'remove':
        return requireTexts(move.learned);
      case 'rewrite':
        return requireTexts(move.text);
      case 'park':
        return [];
    }
  },
  apply(content, move, stamp) {
    switch (move.kind) {
      case 'work_on':
        return { ...content, state: 'worked_on', since: stamp.at };
      case 'park':
        return { ...content, state: 'parked', since: stamp.at };
      case 'remove':
        return {
          ...content,
          state: 'removed',
          since: stamp.at,
          learned: move.learned === undefined ? null : write(move.learned, stamp),
        };
      case 'rewrite':
        return { ...content, texts: [...content.texts, write(move.text, stamp)] };
    }
  },
  measure: (content) => measurePlainFields('obstacle', content),
  project: () => ({ dueOn: null, happensAt: null, activityId: null }),
};
