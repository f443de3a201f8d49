import { type RosterPerson, teamKey, teamOf, type TeamRef } from '@stepup/warehouse';

/** A team and those of its people who get cells: the reps who are active at the moment asked. */
export interface ComparedTeam {
  readonly ref: TeamRef;
  readonly key: string;
  readonly repIds: readonly string[];
}

/**
 * The teams of a roster, in the order of their keys. The people without team are always among them, because deals may be
 * credited to people nobody has told of.
 */
export function listTeams(roster: readonly RosterPerson[]): ComparedTeam[] {
  const teams = new Map<string, { ref: TeamRef; repIds: string[] }>();
  const rest: TeamRef = { kind: 'everyone_without_team' };
  teams.set(teamKey(rest), { ref: rest, repIds: [] });
  for (const person of roster) {
    if (person.role !== 'rep' || !person.active) continue;
    const ref = teamOf(person);
    const team = teams.get(teamKey(ref)) ?? { ref, repIds: [] };
    team.repIds.push(person.personId);
    teams.set(teamKey(ref), team);
  }
  return [...teams]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, { ref, repIds }]) => ({ key, ref, repIds: repIds.toSorted() }));
}

/** More colleagues than this make a comparison no better, only slower. */
const mostPeers = 45;

/**
 * The company's people of the same role that a team too small for itself is compared with: the first by id of the other
 * teams, so that the choice is the same at every look.
 */
export function choosePeersOf(team: ComparedTeam, teams: readonly ComparedTeam[]): string[] {
  const others = teams.filter(({ key }) => key !== team.key).flatMap(({ repIds }) => repIds);
  return others.toSorted().slice(0, mostPeers);
}
