import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import { instantColumn } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** A person as known today. `name` is the person's id where no name was ever sent, or after it was erased. */
export interface Person {
  personId: string;
  name: string;
  login: string | null;
  role: string;
  active: boolean;
  team: string | null;
  managerId: string | null;
}

/** Who somebody was from a moment on. */
interface PersonVersion {
  validFrom: Instant;
  role: string;
  active: boolean;
  team: string | null;
  managerId: string | null;
}

/** A person with their past, the oldest version first; the first also holds for all time before it. */
export interface KnownPerson extends Person {
  versions: PersonVersion[];
}

const orNull = z.string().transform((text) => (text === '' ? null : text));

const people = {
  name: 'people',
  sql: `WITH names AS (
      SELECT entity_id AS person_id,
        argMaxIf(JSONExtractString(texts, '/data/name'), (time, recorded_time, id, source), JSONHas(texts, '/data/name')) AS name,
        argMaxIf(JSONExtractString(texts, '/data/login'), (time, recorded_time, id, source), JSONHas(texts, '/data/login')) AS login
      FROM event_texts FINAL
      WHERE tenant = {tenant:String} AND entity_kind = 'person' AND (source, id, body_version) NOT IN (
        SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String})
      GROUP BY entity_id)
    SELECT f.person_id AS personId, if(n.name = '', f.person_id, n.name) AS name, nullIf(n.login, '') AS login,
      f.versions.role[-1] AS role, f.versions.active[-1] = 1 AS active,
      nullIf(f.versions.team[-1], '') AS team, nullIf(f.versions.manager_id[-1], '') AS managerId,
      arrayZip(f.versions.valid_from, f.versions.role, f.versions.active, f.versions.team, f.versions.manager_id) AS versions
    FROM person_facts AS f FINAL LEFT JOIN names AS n ON n.person_id = f.person_id
    WHERE f.tenant = {tenant:String} AND notEmpty(f.versions.role) ORDER BY f.person_id`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({
    personId: z.string(),
    name: z.string(),
    login: z.string().nullable(),
    role: z.string(),
    active: z.union([z.boolean(), z.number()]).transform(Boolean),
    team: z.string().nullable(),
    managerId: z.string().nullable(),
    versions: z.array(
      z
        .tuple([instantColumn, z.string(), z.number(), orNull, orNull])
        .transform(([validFrom, role, active, team, managerId]): PersonVersion => {
          return { validFrom, role, active: active === 1, team, managerId };
        }),
    ),
  }),
};

/** Everyone of the tenant, by id. Grows with people, not with events. */
export function readPeople(warehouse: Warehouse, tenant: string): Promise<KnownPerson[]> {
  return warehouse.read(people, { tenant });
}
