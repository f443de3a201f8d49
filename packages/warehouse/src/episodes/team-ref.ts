/**
 * Who is compared with each other: the people of a team, else those who report to one manager, else everyone who has
 * neither.
 */
export type TeamRef =
  { kind: 'team'; team: string } | { kind: 'reports'; managerId: string } | { kind: 'everyone_without_team' };

/** One text for a team, for maps and as a query parameter; sorts teams before groups of reports. */
export function teamKey(ref: TeamRef): string {
  switch (ref.kind) {
    case 'team':
      return `1 ${ref.team}`;
    case 'reports':
      return `2 ${ref.managerId}`;
    case 'everyone_without_team':
      return '3';
  }
}

/** The team of a person whose team and manager are known, null standing for none. */
export function teamOf(person: { team: string | null; managerId: string | null }): TeamRef {
  if (person.team !== null) return { kind: 'team', team: person.team };
  if (person.managerId !== null) return { kind: 'reports', managerId: person.managerId };
  return { kind: 'everyone_without_team' };
}

/** {@link teamKey} of two SQL expressions, in which the empty text stands for none. */
export function teamKeySql(team: string, manager: string): string {
  return `multiIf(${team} != '', concat('1 ', ${team}), ${manager} != '', concat('2 ', ${manager}), '3')`;
}
