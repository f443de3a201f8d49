import type { StoryboardContent, StoryboardMove, StoryboardOpening } from '@stepup/contracts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordKind } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

const byLearner = { states: ['open'], sides: ['learner'] } as const;

/** The learner's storyboard of a plan: focus, target condition by a date, actual condition now, steps. */
export const storyboardKind: RecordKind<StoryboardOpening, StoryboardMove, StoryboardContent> = {
  name: 'storyboard',
  openedBy: ['learner'],
  moves: {
    write_focus: byLearner,
    set_target_condition: byLearner,
    note_actual_condition: byLearner,
    add_step: byLearner,
  },
  checkOpening: ({ focus }) => requireTexts(focus),
  open: ({ focus }, stamp) => ({
    state: 'open',
    focus: [write(focus, stamp)],
    target_condition: [],
    actual_condition: [],
    steps: [],
  }),
  check: (_content, { text }) => requireTexts(text),
  apply(content, move, stamp) {
    const text = write(move.text, stamp);
    switch (move.kind) {
      case 'write_focus':
        return { ...content, focus: [...content.focus, text] };
      case 'set_target_condition':
        return { ...content, target_condition: [...content.target_condition, { ...text, due_on: move.by }] };
      case 'note_actual_condition':
        return { ...content, actual_condition: [...content.actual_condition, text] };
      case 'add_step':
        return { ...content, steps: [...content.steps, text] };
    }
  },
  measure: (content) => measurePlainFields('storyboard', content),
  project: ({ target_condition }) => ({
    dueOn: target_condition.at(-1)?.due_on ?? null,
    happensAt: null,
    activityId: null,
  }),
};
