import type { Instant } from '@stepup/contracts';
import type { KnownPerson } from '@stepup/warehouse';
import type { Relation } from './access-table.ts';

/** Whom somebody reported to at a moment; the first that is known also holds before it. Null: nobody. */
function managerThen(people: ReadonlyMap<string, KnownPerson>, personId: string, at: Instant): string | null {
  const versions = people.get(personId)?.versions ?? [];
  const then = versions.findLast(({ validFrom }) => validFrom <= at) ?? versions[0];
  return then?.managerId ?? null;
}

/** Everybody above a person at a moment, the nearest first; circles end where they close. */
export function leadersThen(
  people: ReadonlyMap<string, KnownPerson>,
  personId: string,
  at: Instant,
): string[] {
  const above: string[] = [];
  let next = managerThen(people, personId, at);
  while (next !== null && next !== personId && !above.includes(next)) {
    above.push(next);
    next = managerThen(people, next, at);
  }
  return above;
}

/** As much of a coaching record as says who stands how to it. */
export interface RecordParties {
  learnerId: string;
  coachId: string | null;
  /** Invited by the learner. */
  guestIds?: readonly string[];
  /** When it was last true: the hierarchy of that moment counts. */
  at: Instant;
}

/** How somebody stands to a record. Leaders are whoever stood above the coach, or above the learner, then. */
export function relationTo(
  record: RecordParties,
  personId: string,
  people: ReadonlyMap<string, KnownPerson>,
): Relation {
  const { learnerId, coachId, guestIds, at } = record;
  if (personId === learnerId) return 'self';
  if (personId === coachId) return 'coach';
  if (guestIds?.includes(personId) === true) return 'guest';
  const above = [
    ...(coachId === null ? [] : leadersThen(people, coachId, at)),
    ...leadersThen(people, learnerId, at),
  ];
  return above.includes(personId) ? 'leader' : 'none';
}
