import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { asOfSql } from '../reads/as-of.ts';
import { toEngineTime } from '../reads/step-scope.ts';

/** A person as of a moment. The first thing ever said of a person also holds for all time before it. */
export interface RosterPerson {
  personId: string;
  role: string;
  active: boolean;
  team: string | null;
  managerId: string | null;
}

const emptyAsNull = z.string().transform((text) => (text === '' ? null : text));

const roster = {
  name: 'roster',
  sql: `SELECT person_id AS personId, versions.role[held] AS role, versions.active[held] = 1 AS active,
      versions.team[held] AS team, versions.manager_id[held] AS managerId
    FROM (
      SELECT *, greatest(arrayLastIndex(valid_from -> valid_from < ${asOfSql}, versions.valid_from), 1) AS held
      FROM person_facts FINAL WHERE tenant = {tenant:String} AND notEmpty(versions.role))
    ORDER BY person_id`,
  parameters: z.object({ tenant: z.string(), as_of: z.string() }),
  row: z.object({
    personId: z.string(),
    role: z.string(),
    active: z.union([z.boolean(), z.number()]).transform(Boolean),
    team: emptyAsNull,
    managerId: emptyAsNull,
  }),
};

/** Everyone of the tenant as of a moment, by id. Grows with people, not with events. */
export function readRoster(
  warehouse: Warehouse,
  scope: { tenant: string; asOf: Instant },
): Promise<RosterPerson[]> {
  return warehouse.read(roster, { tenant: scope.tenant, as_of: toEngineTime(scope.asOf) });
}
