import type { Instant } from '@stepup/contracts';
import type { KnownPerson } from '@stepup/warehouse';

/** When a person left, changed team, manager or role after their coaching had started; null: still where they were. */
export function findEndOfFollowUp(person: KnownPerson | undefined, startedAt: Instant): Instant | null {
  const versions = person?.versions ?? [];
  const then = versions.findLast(({ validFrom }) => validFrom <= startedAt) ?? versions[0];
  if (then === undefined) return null;
  const moved = versions.find(
    ({ validFrom, role, active, team, managerId }) =>
      validFrom > startedAt &&
      (!active ||
        role !== then.role ||
        team !== then.team ||
        (team === null && managerId !== then.managerId)),
  );
  return moved?.validFrom ?? null;
}
