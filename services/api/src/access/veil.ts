import { jsonOrUndefined } from '@stepup/contracts';
import * as z from 'zod';
import type { TenantListing } from '../directory/open-tenant-directory.ts';

/** Puts pseudonyms in the place of people, for those who work with findings and numbers and need not know about whom. */
export interface Veil {
  /** The pseudonym of a person; one that nobody has where they have none. */
  hide(personId: string): string;
  /** Whom a pseudonym stands for; null for anything else, an id of a person too: else whoever knows an id would find its pseudonym. */
  find(pseudonym: string): string | null;
  /** A query about people in the place of pseudonyms; null where a person is named otherwise. */
  lift(query: Readonly<Record<string, unknown>>): Record<string, unknown> | null;
  /**
   * An answer in which every text that is an id of a person is their pseudonym, in links and cursors too.
   *
   * @param by what its rows are grouped by, where that was asked
   */
  cover(body: unknown, by?: unknown): unknown;
}

/** Ids and words of other things, which an id of a person may be like: CRMs number both. */
const othersIds: ReadonlySet<string> = new Set([
  'account_id',
  'activity_id',
  'deal_id',
  'deals',
  'lead_source',
  'lost_reason',
  'name',
  'next_stage_id',
  'pipeline_id',
  'product',
  'segment',
  'stage_id',
  'team',
]);
/** What stands in the place of a person where there is nobody. */
const nobody = 'unassigned';

const isByPeople = (by: unknown): boolean => by === 'rep' || by === 'manager';

export function createVeil({ byId, pseudonymOf }: Pick<TenantListing, 'byId' | 'pseudonymOf'>): Veil {
  const personOf = new Map([...pseudonymOf].map(([personId, pseudonym]) => [pseudonym, personId]));
  const hide = (personId: string): string => pseudonymOf.get(personId) ?? 'p-unknown';
  const find = (pseudonym: string): string | null => personOf.get(pseudonym) ?? null;
  const coverText = (text: string): string => (byId.has(text) || pseudonymOf.has(text) ? hide(text) : text);

  const cover = (value: unknown, by: unknown, name = ''): unknown => {
    if (typeof value === 'string') {
      if (name === 'next_cursor') return mapCursor(value, (text) => pseudonymOf.get(text) ?? text);
      if (name === 'behind') return coverLink(value);
      const isOfOthers = othersIds.has(name) || (name === 'key' && by !== undefined && !isByPeople(by));
      return isOfOthers ? value : coverText(value);
    }
    if (Array.isArray(value)) return value.map((one) => cover(one, by, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, inside]) => [field, cover(inside, by, field)]),
    );
  };

  /** A path with a query like those that are asked. */
  const coverLink = (link: string): string => {
    const [path = '', text = ''] = link.split('?');
    const query = new URLSearchParams(text);
    const names = isByPeople(query.get('by')) ? ['rep', 'manager', 'key'] : ['rep', 'manager'];
    for (const name of names) {
      const said = query.get(name);
      if (said !== null) query.set(name, coverText(said));
    }
    return text === '' ? path : `${path}?${query.toString()}`;
  };

  const lift = (query: Readonly<Record<string, unknown>>): Record<string, unknown> | null => {
    const lifted: Record<string, unknown> = { ...query };
    for (const name of isByPeople(query['by']) ? ['rep', 'manager', 'key'] : ['rep', 'manager']) {
      const said = query[name];
      if (typeof said !== 'string' || said === nobody) continue;
      const personId = find(said);
      if (personId === null) return null;
      lifted[name] = personId;
    }
    const { cursor } = query;
    if (typeof cursor === 'string') lifted['cursor'] = mapCursor(cursor, (text) => find(text) ?? text);
    return lifted;
  };

  return { hide, find, lift, cover: (body, by) => cover(body, by) };
}

/** What the api writes into a cursor, and what the store does. */
const ofApi = z.looseObject({ after: z.string() });
const ofStore = z.array(z.string());

/** A cursor with other texts in it: they are written down in its text, which anybody can read. What is none stays as it is. */
function mapCursor(cursor: string, map: (text: string) => string): string {
  const written = ofApi.safeParse(decode(cursor)).data;
  if (written === undefined) return cursor;
  // The key of a row, or a cursor of the store within this one.
  const key = ofStore.safeParse(decode(written.after)).data;
  return encode({ ...written, after: key === undefined ? map(written.after) : encode(key.map(map)) });
}

function decode(text: string): unknown {
  return jsonOrUndefined(Buffer.from(text, 'base64url').toString());
}

function encode(written: unknown): string {
  return Buffer.from(JSON.stringify(written)).toString('base64url');
}
