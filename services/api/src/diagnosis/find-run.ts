import { type DiagnosisRun, getRun, withTenant } from '@stepup/store';
import * as z from 'zod';
import type { EndpointCall, EndpointProblem } from '../endpoint/endpoint.ts';

const runId = z.uuid();

/** The run that the path names. */
export async function findRun({
  ports,
  viewer,
  pathParameters,
}: Pick<EndpointCall<unknown>, 'ports' | 'viewer' | 'pathParameters'>): Promise<
  { kind: 'run'; run: DiagnosisRun } | EndpointProblem
> {
  const id = runId.safeParse(pathParameters['id']);
  if (!id.success) return { kind: 'problem', code: 'not_found' };
  const run = await withTenant(ports.pool, viewer.tenant, (tx) => getRun(tx, id.data));
  return run === null ? { kind: 'problem', code: 'not_found' } : { kind: 'run', run };
}
