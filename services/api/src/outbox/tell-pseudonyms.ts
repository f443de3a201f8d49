import { findPeopleOf, type UnsentEvent, withTenant } from '@stepup/store';
import { insertCoachingPseudonyms } from '@stepup/warehouse';
import * as z from 'zod';
import type { ApiPorts } from '../api-ports.ts';

const named = z.object({ learner: z.uuid().nullish(), coach: z.uuid().nullish() }).catch({});

/**
 * Tells the warehouse whose pseudonyms events carry. An erased person has none any more and is not told of; one who is erased
 * this moment is left out by every view all the same.
 */
export async function tellPseudonyms(
  { pool, warehouse }: Pick<ApiPorts, 'pool' | 'warehouse'>,
  events: readonly UnsentEvent[],
): Promise<void> {
  for (const [tenant, ofTenant] of Map.groupBy(events, (event) => event.tenant)) {
    const pseudonyms = ofTenant.flatMap(({ payload }) => {
      const { learner, coach } = named.parse(payload);
      return [learner, coach].filter((pseudonym) => typeof pseudonym === 'string');
    });
    const people = await withTenant(pool, tenant, (tx) => findPeopleOf(tx, pseudonyms));
    await insertCoachingPseudonyms(
      warehouse,
      people.map((person) => ({ tenant, ...person })),
    );
  }
}
