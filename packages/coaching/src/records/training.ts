import type { TrainingContent, TrainingMove, TrainingOpening } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordFacts, RecordKind } from './record-kind.ts';
import { requireTexts } from './stamp-text.ts';

/** Training together: managers learn a skill before their reps do, and coach in the reps' training. */
export const trainingKind: RecordKind<TrainingOpening, TrainingMove, TrainingContent> = {
  name: 'training',
  openedBy: ['learner', 'coach', 'operations'],
  moves: {
    add_participant: { states: ['planned', 'held'], sides: ['learner', 'coach', 'operations'] },
    move_day: { states: ['planned'], sides: ['learner', 'coach', 'operations'] },
    hold: { states: ['planned'], sides: ['learner', 'coach', 'operations'] },
    cancel: { states: ['planned'], sides: ['learner', 'coach', 'operations'] },
  },
  checkOpening: ({ participants, course }) => [
    ...requireTexts(course),
    ...(new Set(participants.map(({ person_id }) => person_id)).size === participants.length
      ? []
      : [breakRule('participant_twice')]),
  ],
  open({ skill_id, course, on, participants }, { at }, _parties, facts) {
    const all = participants.map((participant) => ({ ...participant, at }));
    return {
      state: 'planned',
      skill_id,
      course: course ?? null,
      on,
      participants: all,
      coach_learned_before: haveCoachesLearned(all, facts),
    };
  },
  check: ({ participants }, move) =>
    move.kind === 'add_participant' && participants.some(({ person_id }) => person_id === move.person_id)
      ? [breakRule('participant_twice')]
      : [],
  apply(content, move, { at }, facts) {
    switch (move.kind) {
      case 'add_participant': {
        const { person_id, capacity } = move;
        const participants = [...content.participants, { person_id, capacity, at }];
        return { ...content, participants, coach_learned_before: haveCoachesLearned(participants, facts) };
      }
      case 'move_day':
        return { ...content, on: move.on };
      case 'hold':
        return { ...content, state: 'held' };
      case 'cancel':
        return { ...content, state: 'cancelled' };
    }
  },
  measure: (content) => measurePlainFields('training', content),
  project: ({ state, on }) => ({
    dueOn: state === 'planned' ? on : null,
    happensAt: null,
    activityId: null,
  }),
};

/** Said, never demanded: a training whose coaches were no learners first is held all the same. */
function haveCoachesLearned(
  participants: TrainingContent['participants'],
  { learnedBefore = [] }: RecordFacts,
): boolean {
  const coaches = participants.filter(({ capacity }) => capacity === 'coach');
  return coaches.length > 0 && coaches.every(({ person_id }) => learnedBefore.includes(person_id));
}
