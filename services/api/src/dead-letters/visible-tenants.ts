import type { LetterTenants } from '@stepup/warehouse';
import { builtInOperator } from '../access/access-table.ts';
import type { Viewer } from '../access/viewer.ts';

/** Stands for the letters of which nobody can tell whose they are. */
const nobodys = '';

/**
 * Whose letters a viewer may see and send again: those of their own tenant. Letters of no tenant may hold anybody's data, so
 * they are only for who runs the installation: a program with the scope for it, and the operator of the built-in issuer, where
 * one machine is trusted as a whole.
 */
export function visibleTenants(viewer: Viewer, hasBuiltInIssuer: boolean): LetterTenants {
  const runsInstallation =
    viewer.scopes.includes('operate:installation') ||
    (hasBuiltInIssuer && viewer.personId === builtInOperator);
  return runsInstallation ? [viewer.tenant, nobodys] : [viewer.tenant];
}
