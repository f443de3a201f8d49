import type { AssessmentContent, AssessmentRating } from '@stepup/contracts';
import { protectGroups } from './protect-groups.ts';

type Counts = Record<AssessmentRating, number>;

/** What the coaches of a group answered, in sums. */
interface SummarisedGroup {
  readonly key: string;
  readonly assessments: number;
  readonly criteria: readonly {
    readonly id: string;
    readonly ask: string;
    readonly answers: Counts;
    readonly learners: Counts;
  }[];
  readonly disagreements: number;
}

/** A month of one pair in groups of at least five people, of whom each has one assessment. */
export interface AssessmentSummary {
  /** Opened, locked by the day of the count, and late. */
  readonly opened: number;
  readonly locked: number;
  readonly late: number;
  readonly groups: readonly SummarisedGroup[];
  /** Groups that are not shown, because they are small or because a small one could be told from them. */
  readonly hidden: readonly {
    readonly key: string;
    readonly reason: 'fewer_than_five' | 'protects_others';
  }[];
}

/** The key of everybody together. */
const all = 'all';

/** Sums what was signed. `groupOf` says under whom somebody counts. Nothing is told of fewer than five, nor can be told by subtraction. */
export function summariseAssessments(
  assessments: readonly { readonly learnerId: string; readonly content: AssessmentContent }[],
  groupOf: (learnerId: string) => string,
): AssessmentSummary {
  const locked = assessments.filter(({ content }) => content.state === 'locked');
  const byGroup = Map.groupBy(locked, ({ learnerId }) => groupOf(learnerId));
  const sizes = new Map([...byGroup].map(([key, members]) => [key, members.length]));
  const { shown, hidden, total } = protectGroups(sizes);
  return {
    opened: assessments.length,
    locked: locked.length,
    late: assessments.filter(({ content }) => content.passed_up.length > 0).length,
    groups: [
      ...(total ? [sumUp(all, locked)] : []),
      ...shown.map((key) => sumUp(key, byGroup.get(key) ?? [])),
    ],
    hidden,
  };
}

function sumUp(key: string, members: readonly { readonly content: AssessmentContent }[]): SummarisedGroup {
  // Everybody of a pair and month was asked by the same rules.
  const asked = members[0]?.content.criteria ?? [];
  const count = (side: 'coach_answers' | 'learner_answers', id: string): Counts => {
    const ratings = members.flatMap(({ content }) =>
      content[side].filter(({ criterion }) => criterion === id).map(({ rating }) => rating),
    );
    const of = (rating: AssessmentRating) => ratings.filter((given) => given === rating).length;
    return { yes: of('yes'), partly: of('partly'), no: of('no'), cannot_say: of('cannot_say') };
  };
  return {
    key,
    assessments: members.length,
    criteria: asked.map(({ id, ask }) => ({
      id,
      ask,
      answers: count('coach_answers', id),
      learners: count('learner_answers', id),
    })),
    disagreements: members.filter(({ content }) =>
      content.signatures.some(({ disagrees }) => disagrees !== null),
    ).length,
  };
}
