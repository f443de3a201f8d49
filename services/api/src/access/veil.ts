import type { TenantListing } from '../directory/open-tenant-directory.ts';

/** Puts pseudonyms in the place of people, for those who work with findings and need not know about whom. */
export interface Veil {
  /** The pseudonym of a person; one that nobody has where they have none. */
  hide(personId: string): string;
  /** Whom a pseudonym stands for; null for anything else, an id of a person too: else whoever knows an id would find its pseudonym. */
  find(pseudonym: string): string | null;
  /** An answer in which every text that is an id of a person is their pseudonym. */
  cover(body: unknown): unknown;
}

export function createVeil({ byId, pseudonymOf }: Pick<TenantListing, 'byId' | 'pseudonymOf'>): Veil {
  const personOf = new Map([...pseudonymOf].map(([personId, pseudonym]) => [pseudonym, personId]));
  const hide = (personId: string): string => pseudonymOf.get(personId) ?? 'p-unknown';
  const cover = (value: unknown): unknown => {
    if (typeof value === 'string') return byId.has(value) || pseudonymOf.has(value) ? hide(value) : value;
    if (Array.isArray(value)) return value.map(cover);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, cover(inside)]));
  };
  return { hide, cover, find: (pseudonym) => personOf.get(pseudonym) ?? null };
}
