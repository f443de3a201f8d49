import type { Plan } from '@stepup/coaching';
import { getPlan, type TenantTransaction } from '@stepup/store';
import * as z from 'zod';
import type { Sight } from '../access/access-table.ts';
import { sightOf } from '../access/may.ts';
import { relationTo } from '../access/people-then.ts';
import type { Viewer } from '../access/viewer.ts';
import type { TenantListing } from '../directory/open-tenant-directory.ts';
import type { EndpointCall, EndpointProblem } from '../endpoint/endpoint.ts';

/** How much of a plan somebody may read, as they stood to it when it was last changed; null: for them it does not exist. */
export function sightOfPlan(plan: Plan, viewer: Viewer, { byId }: Pick<TenantListing, 'byId'>): Sight | null {
  if (viewer.personId === undefined) return null;
  const record = { learnerId: plan.repId, coachId: plan.coachId, at: plan.updatedAt };
  return sightOf(viewer.asks, relationTo(record, viewer.personId, byId), 'plans.read');
}

/** The plan that the path names, for whoever the access table lets read it. */
export async function findVisiblePlan(
  tx: TenantTransaction,
  { viewer, pathParameters }: Pick<EndpointCall<unknown>, 'viewer' | 'pathParameters'>,
  listing: TenantListing,
): Promise<{ kind: 'plan'; plan: Plan; sight: Sight; personId: string } | EndpointProblem> {
  const notFound: EndpointProblem = { kind: 'problem', code: 'not_found' };
  const id = z.uuid().safeParse(pathParameters['id']);
  if (!id.success || viewer.personId === undefined) return notFound;
  const plan = await getPlan(tx, id.data);
  if (plan === null) return notFound;
  const sight = sightOfPlan(plan, viewer, listing);
  return sight === null ? notFound : { kind: 'plan', plan, sight, personId: viewer.personId };
}
