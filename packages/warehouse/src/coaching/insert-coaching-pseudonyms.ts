import type { Warehouse } from '../engine/open-warehouse.ts';

/** Whom a pseudonym of coaching events stands for. */
export interface CoachingPseudonym {
  readonly tenant: string;
  readonly pseudonym: string;
  readonly personId: string;
}

/** Makes known whose pseudonyms these are, so that boards show what is told of coaching with the team of today. Repeating it changes nothing. */
export async function insertCoachingPseudonyms(
  warehouse: Warehouse,
  pseudonyms: readonly CoachingPseudonym[],
): Promise<void> {
  await warehouse.insert(
    'coaching_pseudonyms',
    pseudonyms.map(({ tenant, pseudonym, personId }) => ({ tenant, pseudonym, person_id: personId })),
  );
}
