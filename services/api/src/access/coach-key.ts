import type { Viewer } from './viewer.ts';

/** What the row of a coach is called for a reader: their id, a pseudonym for those who need not know about whom; null where it is not shown. */
export function coachKeyFor(
  { sees }: Pick<Viewer, 'sees'>,
  { pseudonym, personId }: { readonly pseudonym: string; readonly personId: string | undefined },
): string | null {
  if (sees.kind !== 'people') return pseudonym;
  return personId !== undefined && sees.personIds.includes(personId) ? personId : null;
}
