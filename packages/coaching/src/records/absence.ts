import type { AbsenceContent, AbsenceMove, AbsenceOpening } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordKind } from './record-kind.ts';

const theTwo = ['learner', 'coach'] as const;

/** Somebody is away. It pauses their plans: nothing falls due and nothing is overdue in these days. */
export const absenceKind: RecordKind<AbsenceOpening, AbsenceMove, AbsenceContent> = {
  name: 'absence',
  openedBy: theTwo,
  moves: {
    set_return: { states: ['open'], sides: theTwo },
    cancel: { states: ['open'], sides: theTwo },
  },
  checkOpening: ({ from, until }) =>
    until !== undefined && until <= from ? [breakRule('return_before_absence')] : [],
  open: ({ from, until }) => ({ state: 'open', from, until: until ?? null }),
  check: ({ from }, move) =>
    move.kind === 'set_return' && move.until <= from ? [breakRule('return_before_absence')] : [],
  apply: (content, move) =>
    move.kind === 'set_return' ? { ...content, until: move.until } : { ...content, state: 'cancelled' },
  measure: (content) => measurePlainFields('absence', content),
  project: () => ({ dueOn: null, happensAt: null, activityId: null }),
};

/** Whether somebody with these absences is away on a day. */
export function isAway(absences: readonly AbsenceContent[], day: string): boolean {
  return absences.some(
    ({ state, from, until }) => state === 'open' && from <= day && (until === null || day < until),
  );
}
