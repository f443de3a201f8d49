import { type EndpointProblem, invalidQuery } from '../endpoint/endpoint.ts';

interface BehindQuery {
  indicator?: unknown;
  version?: unknown;
  by?: unknown;
  key?: unknown;
  from?: unknown;
  to?: unknown;
}

const rowParameters = ['version', 'by', 'key'] as const;

/**
 * Refuses a query that names a row of an indicator by halves, or filters what is behind it in a way that would not apply.
 *
 * @param otherFilters names of filters of the list that go without an indicator only
 */
export function checkBehind<Query extends BehindQuery>(
  query: Query,
  otherFilters: readonly (keyof Query & string)[],
): EndpointProblem | null {
  const problems =
    query.indicator === undefined
      ? rowParameters
          .filter((name) => query[name] !== undefined)
          .map((name) => ({ path: `/${name}`, message: 'goes together with indicator' }))
      : [
          ...(['from', 'to', 'key'] as const)
            .filter((name) => query[name] === undefined)
            .map((name) => ({ path: `/${name}`, message: 'is needed with indicator' })),
          ...otherFilters
            .filter((name) => query[name] !== undefined)
            .map((name) => ({ path: `/${name}`, message: 'does not go together with indicator' })),
        ];
  return problems.length === 0 ? null : invalidQuery(problems);
}
