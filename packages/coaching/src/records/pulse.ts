import type { PulseContent, PulseMove, PulseOpening } from '@stepup/contracts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordKind } from './record-kind.ts';

/** Two taps of the learner after a session. Only sums of five or more are ever shown to anybody else. */
export const pulseKind: RecordKind<PulseOpening, PulseMove, PulseContent> = {
  name: 'pulse',
  openedBy: ['learner'],
  moves: { withdraw: { states: ['given'], sides: ['learner'] } },
  checkOpening: () => [],
  open: (opening) => ({ state: 'given', ...opening }),
  check: () => [],
  apply: (content) => ({ ...content, state: 'withdrawn' }),
  measure: (content) => measurePlainFields('pulse', content),
  project: () => ({ dueOn: null, happensAt: null, activityId: null }),
};
