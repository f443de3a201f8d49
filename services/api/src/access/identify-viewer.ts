import type { TokenClaims } from '@stepup/runtime';
import { readPeople, type Warehouse } from '@stepup/warehouse';
import { builtInOperator } from './access-rules.ts';
import { toViewer, type ViewerVerdict } from './viewer.ts';

/** Who a verified token stands for, as the tenant's people stand now. */
export async function identifyViewer(warehouse: Warehouse, claims: TokenClaims): Promise<ViewerVerdict> {
  const needsPeople = claims.person !== undefined && claims.person !== builtInOperator;
  return toViewer(claims, needsPeople ? await readPeople(warehouse, claims.tenant) : []);
}

/** The scopes of a verified token, those of a person cut down by the role; none for strangers. */
export async function readScopes(warehouse: Warehouse, claims: TokenClaims): Promise<readonly string[]> {
  const verdict = await identifyViewer(warehouse, claims);
  return verdict.kind === 'viewer' ? verdict.viewer.scopes : [];
}
