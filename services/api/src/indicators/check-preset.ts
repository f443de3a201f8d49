import type { DealsQuery } from '@stepup/contracts';
import { type EndpointProblem, invalidQuery } from '../endpoint/endpoint.ts';

/** Refuses a query that names a number of a preset by halves, or filters what is behind it in a way that would not apply. */
export function checkPreset(query: DealsQuery): EndpointProblem | null {
  if (query.preset === undefined) {
    return query.counted === undefined
      ? null
      : invalidQuery([{ path: '/counted', message: 'goes together with preset' }]);
  }
  const problems = [
    ...(['from', 'to', 'stage', 'counted'] as const)
      .filter((name) => query[name] === undefined)
      .map((name) => ({ path: `/${name}`, message: 'is needed with preset' })),
    ...(['state', 'deal', 'closed_from', 'closed_to'] as const)
      .filter((name) => query[name] !== undefined)
      .map((name) => ({ path: `/${name}`, message: 'does not go together with preset' })),
  ];
  return problems.length === 0 ? null : invalidQuery(problems);
}
