import type { Person } from '../api/console-answers.ts';

/** Everybody who sells and whom somebody leads, directly or through others: those who can be in a campaign, by name. */
export function salespeopleBelow(people: readonly Person[], leaderId: string): readonly Person[] {
  const reportsOf = Map.groupBy(people, ({ manager_id }) => manager_id);
  const below = new Set<Person>();
  const collect = (id: string): void => {
    for (const report of reportsOf.get(id) ?? []) {
      if (below.has(report)) continue;
      below.add(report);
      collect(report.person_id);
    }
  };
  collect(leaderId);
  return [...below]
    .filter(({ role, active }) => active && role === 'rep')
    .toSorted((one, other) => (one.name ?? one.person_id).localeCompare(other.name ?? other.person_id));
}
