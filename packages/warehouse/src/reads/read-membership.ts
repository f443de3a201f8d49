import type { Instant, UnrankedReason } from '@stepup/contracts';
import * as z from 'zod';
import { instantColumn } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** What a person was from when until the next such moment; the first one holds since ever. */
export interface PersonVersion {
  validFrom: Instant;
  role: string;
  active: boolean;
  team: string;
  managerId: string;
  /** A day, or empty where nobody said. */
  startedOn: string;
}

/** A person's part in a period. */
export interface Membership {
  personId: string;
  /** As it was at the end of the period, where they were a salesperson then or at any time in it. */
  team: string;
  managerId: string;
  /** Null: an active salesperson of one team for the whole period. */
  absent: UnrankedReason | null;
  /** Whether they were an active salesperson at any time of the period. */
  isMember: boolean;
}

const personVersions = {
  name: 'person_versions',
  sql: `SELECT person_id AS personId, versions.valid_from AS validFrom, versions.role AS roles, versions.active AS actives,
      versions.team AS teams, versions.manager_id AS managers, versions.started_on AS startedOn
    FROM person_facts FINAL WHERE tenant = {tenant:String} AND notEmpty(versions.role) ORDER BY person_id`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({
    personId: z.string(),
    validFrom: z.array(instantColumn),
    roles: z.array(z.string()),
    actives: z.array(z.number()),
    teams: z.array(z.string()),
    managers: z.array(z.string()),
    startedOn: z.array(z.string()),
  }),
};

/** What each person of the tenant was from when on, by id. */
export async function readPersonVersions(
  warehouse: Warehouse,
  tenant: string,
): Promise<Map<string, PersonVersion[]>> {
  const people = await warehouse.read(personVersions, { tenant });
  return new Map(people.map((person) => [person.personId, toVersions(person)]));
}

/** What everybody was in a period, from their versions. */
export function membershipsOf(
  people: ReadonlyMap<string, readonly PersonVersion[]>,
  period: { from: Instant; to: Instant; fromDay: string },
): Membership[] {
  return [...people].map(([personId, versions]) => ({ personId, ...membershipOf(versions, period) }));
}

function toVersions(person: z.output<(typeof personVersions)['row']>): PersonVersion[] {
  return person.validFrom.map((validFrom, index) => ({
    validFrom,
    role: person.roles[index] ?? '',
    active: person.actives[index] === 1,
    team: person.teams[index] ?? '',
    managerId: person.managers[index] ?? '',
    startedOn: person.startedOn[index] ?? '',
  }));
}

/**
 * A person's part in `[from, to)`. Who became an active salesperson in it, or says to have started after its first day, has
 * joined; who ceased to be one has left; who changed team has moved.
 *
 * @param versions in order of time, the first holding since ever
 */
export function membershipOf(
  versions: readonly PersonVersion[],
  { from, to, fromDay }: { from: Instant; to: Instant; fromDay: string },
): Omit<Membership, 'personId'> {
  const first = Math.max(
    0,
    versions.findLastIndex(({ validFrom }) => validFrom <= from),
  );
  const inPeriod = versions.filter(
    ({ validFrom }, index) => index === first || (index > first && validFrom < to),
  );
  const selling = inPeriod.filter(isSelling);
  const [begin, end] = [inPeriod[0], inPeriod.at(-1)];
  const shown = selling.at(-1) ?? end;
  const place = { team: shown?.team ?? '', managerId: shown?.managerId ?? '', isMember: selling.length > 0 };
  if (begin === undefined || end === undefined || selling.length === 0) {
    return { ...place, absent: 'not_a_rep' };
  }
  if (!isSelling(end)) return { ...place, absent: 'left' };
  if (!isSelling(begin) || end.startedOn > fromDay) return { ...place, absent: 'joined' };
  if (selling.length < inPeriod.length) return { ...place, absent: 'left' };
  const moved = selling.some(({ team }) => team !== begin.team);
  return { ...place, absent: moved ? 'moved' : null };
}

function isSelling({ role, active }: PersonVersion): boolean {
  return role === 'rep' && active;
}
