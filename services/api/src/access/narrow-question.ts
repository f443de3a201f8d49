import type { Grouping } from '@stepup/contracts';
import type { Person, VisibleReps } from '@stepup/warehouse';
import { smallestGroup } from './access-table.ts';
import type { Viewer } from './viewer.ts';

/** The part of a question that says whose numbers are asked for. */
export interface PeopleQuestion {
  by: Grouping | null;
  rep?: string | undefined;
  team?: string | undefined;
  manager?: string | undefined;
}

/** What a viewer gets of a question. */
export type Narrowed =
  | {
      kind: 'allowed';
      reps: VisibleReps;
      /** Whether the row of this key may leave. */
      showsRow(key: string): boolean;
    }
  /** Asks for somebody whom the viewer may not see: the same answer as for somebody who does not exist. */
  | { kind: 'not_found' }
  | { kind: 'forbidden'; detail: string };

const everyRow = (): boolean => true;

/** Narrows a question about rows of numbers to what its viewer may see. */
export function narrowQuestion(viewer: Viewer, question: PeopleQuestion): Narrowed {
  const { sees } = viewer;
  switch (sees.kind) {
    case 'everyone':
      return { kind: 'allowed', reps: 'all', showsRow: everyRow };
    case 'people':
      if (question.rep !== undefined && !sees.personIds.includes(question.rep)) return { kind: 'not_found' };
      return { kind: 'allowed', reps: sees.personIds, showsRow: everyRow };
    case 'groups':
      return narrowToGroups(sees.people, question);
  }
}

/** Narrows a list of single deals or activities; those who see groups alone see no list. */
export function narrowList(viewer: Viewer, question: Omit<PeopleQuestion, 'by'>): Narrowed {
  if (viewer.sees.kind === 'groups') {
    return {
      kind: 'forbidden',
      detail: 'Lists of single deals and activities are for those who work with them.',
    };
  }
  return narrowQuestion(viewer, { ...question, by: null });
}

/**
 * The whole tenant alone: the difference of two groups that may both be shown can be a single person, so parts of the
 * tenant wait until what is left over is checked as well.
 */
function narrowToGroups(people: readonly Person[], question: PeopleQuestion): Narrowed {
  const { by, rep, team, manager } = question;
  if (rep !== undefined) return { kind: 'not_found' };
  if (team !== undefined || manager !== undefined || (by !== null && by !== 'week' && by !== 'month')) {
    return {
      kind: 'forbidden',
      detail: 'You see the whole organisation, by week or month, and no part of it.',
    };
  }
  const reps = people.filter((person) => person.role === 'rep' && person.active);
  return reps.length >= smallestGroup
    ? { kind: 'allowed', reps: 'all', showsRow: everyRow }
    : { kind: 'not_found' };
}
