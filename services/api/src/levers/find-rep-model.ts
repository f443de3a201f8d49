import type { Freshness, Instant } from '@stepup/contracts';
import { type TenantProfile } from '@stepup/warehouse';
import { narrowList } from '../access/narrow-question.ts';
import type { EndpointCall, EndpointProblem } from '../endpoint/endpoint.ts';
import type { Frame } from '../questions/resolve-frame.ts';
import type { TeamModel } from './team-models.ts';

/** The model of the team of the rep whom the path names. */
export interface RepModel {
  readonly kind: 'model';
  readonly repId: string;
  readonly model: TeamModel;
  readonly currency: string | null;
  readonly profile: TenantProfile;
  readonly asOf: Instant;
  readonly freshness: Freshness;
}

/** Finds it for a reader who may see the rep; for everybody else the rep does not exist. */
export async function findRepModel(
  { ports, viewer, pathParameters }: Pick<EndpointCall<unknown>, 'ports' | 'viewer' | 'pathParameters'>,
  { profile, asOf, freshness }: Pick<Frame, 'profile' | 'asOf' | 'freshness'>,
): Promise<RepModel | EndpointProblem> {
  const repId = pathParameters['id'] ?? '';
  const narrowed = narrowList(viewer, { rep: repId });
  if (narrowed.kind === 'not_found') return { kind: 'problem', code: 'not_found' };
  if (narrowed.kind === 'forbidden') return { kind: 'problem', code: 'forbidden', detail: narrowed.detail };
  const { tenant } = viewer;
  const currency = await ports.readCurrency(tenant, profile);
  const { timeZone } = profile;
  const model = await ports.findTeamModel({ tenant, repId, asOf, timeZone, currency });
  if (model === null) return { kind: 'problem', code: 'not_found' };
  return { kind: 'model', repId, model, currency, profile, asOf, freshness };
}
