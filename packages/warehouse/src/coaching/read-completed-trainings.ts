import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** A course is a unit; where none is named, the skill is. */
const query = {
  name: 'completed_trainings',
  sql: `SELECT entity_id AS personId, toUInt32(uniqExact((JSONExtractString(body, 'skill'), JSONExtractString(body, 'course')))) AS units
    FROM raw_events FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'training' AND time < {until:DateTime64(6, 'UTC')}
      AND JSONExtractString(body, 'capacity') = 'learner' AND JSONExtractString(body, 'skill') IN ({skills:Array(String)})
      AND (source, id, body_version) NOT IN (SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String})
    GROUP BY personId ORDER BY personId`,
  parameters: z.object({ tenant: z.string(), until: z.string(), skills: z.array(z.string()) }),
  row: z.object({ personId: z.string(), units: z.number() }),
};

/** How many units of some skills people have completed as learners before a moment, each counted once; grows with trainings. */
export async function readCompletedTrainings(
  warehouse: Warehouse,
  asked: { tenant: string; skills: readonly string[]; until: Instant },
): Promise<ReadonlyMap<string, number>> {
  const { tenant, skills, until } = asked;
  const rows = await warehouse.read(query, {
    tenant,
    skills: [...skills],
    until: until.replace('T', ' ').replace('Z', ''),
  });
  return new Map(rows.map(({ personId, units }) => [personId, units]));
}
