import type { AgendaAnswer } from '@stepup/contracts';

type Item = AgendaAnswer['items'][number];

/** What waits about one person, the earliest first. */
export interface PersonItems {
  readonly learnerId: string;
  readonly items: readonly Item[];
}

/**
 * An agenda by whom its items are about: what one has to do oneself first, then the others in the order in which the earliest of theirs
 * waits. The items of one person keep their order.
 */
export function groupByPerson(items: readonly Item[], readerId: string): readonly PersonItems[] {
  const ofPerson = new Map<string, Item[]>();
  for (const item of items) {
    ofPerson.set(item.learner_id, [...(ofPerson.get(item.learner_id) ?? []), item]);
  }
  return [...ofPerson]
    .map(([learnerId, ofLearner]) => ({ learnerId, items: ofLearner }))
    .toSorted((one, other) => Number(other.learnerId === readerId) - Number(one.learnerId === readerId));
}
