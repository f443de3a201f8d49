import { toInstant } from '@stepup/contracts';
import type { LetterPlace } from '@stepup/warehouse';

/** Where a letter stands in the list, as the text that a cursor carries. */
export function writePlace({ keptAt, id }: LetterPlace): string {
  return `${keptAt} ${id}`;
}

/** Reads it back; null for what {@link writePlace} has not written. */
export function readPlace(text: string): LetterPlace | null {
  const [keptAt = '', id = '', ...rest] = text.split(' ');
  return rest.length === 0 && id !== '' && toInstant(keptAt) === keptAt ? { keptAt, id } : null;
}
