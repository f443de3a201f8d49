import { formatQuery } from '../api/api-client.ts';

const names = [
  'rep',
  'team',
  'manager',
  'pipeline',
  'stage',
  'state',
  'deal',
  'from',
  'to',
  'as_of',
  // Together: the row of an indicator that is opened.
  'indicator',
  'version',
  'by',
  'key',
  // Together: a number of another way of counting.
  'preset',
  'counted',
] as const;

/** The filters of the list of deals, named as in the address and in the API. */
export type DealsFilter = Partial<Record<(typeof names)[number], string>>;

/** Reads the filters from the address; unknown parameters are left out, because the API refuses them. */
export function readDealsFilter(parameters: URLSearchParams): DealsFilter {
  const filter: DealsFilter = {};
  for (const name of names) {
    const value = parameters.get(name);
    if (value !== null && value !== '') filter[name] = value;
  }
  return filter;
}

/** The address of the deals that the API says are behind the row of an indicator; null where they are no deals. */
export function addressBehind(path: string | null): string | null {
  const [list, query] = path?.split('?') ?? [];
  return list === '/v1/deals' && query !== undefined ? `/deals?${query}` : null;
}

/** The address of the deals behind a number. */
export function dealsAddress(filter: DealsFilter): string {
  return `/deals${formatQuery(filter)}`;
}
