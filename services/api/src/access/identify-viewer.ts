import type { TokenClaims } from '@stepup/runtime';
import type { TenantDirectory } from '../directory/open-tenant-directory.ts';
import { builtInOperator } from './access-table.ts';
import { toViewer, type ViewerVerdict } from './viewer.ts';

/** Who a verified token stands for, as the tenant's people stand now. */
export async function identifyViewer(
  directory: TenantDirectory,
  claims: TokenClaims,
): Promise<ViewerVerdict> {
  const needsPeople = claims.person !== undefined && claims.person !== builtInOperator;
  return toViewer(claims, needsPeople ? (await directory.read(claims.tenant)).people : []);
}

/** The scopes of a verified token, those of a person cut down by the role; none for strangers. */
export async function readScopes(
  directory: TenantDirectory,
  claims: TokenClaims,
): Promise<readonly string[]> {
  const verdict = await identifyViewer(directory, claims);
  return verdict.kind === 'viewer' ? verdict.viewer.scopes : [];
}
