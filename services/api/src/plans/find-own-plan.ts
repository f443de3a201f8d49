import { findSide, type Plan, type Side } from '@stepup/coaching';
import { getPlan, type TenantTransaction } from '@stepup/store';
import * as z from 'zod';
import type { EndpointCall, EndpointProblem } from '../endpoint/endpoint.ts';

const planId = z.uuid();

/**
 * The plan that the path names, for one of its two people. Everybody else gets the answer of a plan that does not exist: what
 * stands in it is between learner and coach.
 */
export async function findOwnPlan(
  tx: TenantTransaction,
  { viewer, pathParameters }: Pick<EndpointCall<unknown>, 'viewer' | 'pathParameters'>,
): Promise<{ kind: 'plan'; plan: Plan; side: Side; personId: string } | EndpointProblem> {
  const notFound: EndpointProblem = { kind: 'problem', code: 'not_found' };
  const id = planId.safeParse(pathParameters['id']);
  if (!id.success || viewer.personId === undefined) return notFound;
  const plan = await getPlan(tx, id.data);
  if (plan === null) return notFound;
  const side = findSide(plan, viewer.personId);
  return side === null ? notFound : { kind: 'plan', plan, side, personId: viewer.personId };
}
