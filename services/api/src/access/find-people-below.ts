import type { Person } from '@stepup/warehouse';

/** Ids of the people who report to a person directly. */
export function findOwnReports(people: readonly Person[], managerId: string): string[] {
  return people.filter((person) => person.managerId === managerId).map(({ personId }) => personId);
}

/** Ids of everyone below a person, at any depth, without the person; circles in the tree end where they close. */
export function findPeopleBelow(people: readonly Person[], personId: string): string[] {
  const reportsOf = new Map<string, string[]>();
  for (const person of people) {
    if (person.managerId === null) continue;
    reportsOf.set(person.managerId, [...(reportsOf.get(person.managerId) ?? []), person.personId]);
  }
  const below = new Set<string>();
  const pending = [personId];
  while (pending.length > 0) {
    for (const report of reportsOf.get(pending.pop() ?? '') ?? []) {
      if (below.has(report) || report === personId) continue;
      below.add(report);
      pending.push(report);
    }
  }
  return [...below];
}
