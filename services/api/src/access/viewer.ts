import type { TokenClaims } from '@stepup/runtime';
import type { Person } from '@stepup/warehouse';
import { type Asker, builtInOperator, isRole, type Role } from './access-table.ts';
import { findOwnReports, findPeopleBelow } from './find-people-below.ts';
import { reachOf, scopesOf } from './may.ts';
import { isScope, type Scope } from './scope.ts';

/** Whose numbers a viewer sees. */
type VisiblePeople =
  | { kind: 'everyone' }
  | { kind: 'people'; personIds: readonly string[] }
  /** No single person; `people` tells how large a group is. */
  | { kind: 'groups'; people: readonly Person[] };

/** Who asks, with what that allows. */
export interface Viewer {
  tenant: string;
  /** Absent for programs. */
  personId?: string;
  asks: Asker;
  scopes: readonly Scope[];
  sees: VisiblePeople;
}

export type ViewerVerdict = { kind: 'viewer'; viewer: Viewer } | { kind: 'stranger'; detail: string };

/** Who a verified token stands for. `people` are everyone of its tenant; programs and the operator need none. */
export function toViewer(claims: TokenClaims, people: readonly Person[]): ViewerVerdict {
  const granted = claims.scopes.filter(isScope);
  if (claims.person === undefined) {
    const { tenant } = claims;
    return {
      kind: 'viewer',
      viewer: { tenant, asks: 'program', scopes: granted, sees: { kind: 'everyone' } },
    };
  }
  if (claims.person === builtInOperator)
    return { kind: 'viewer', viewer: personViewer('sales_ops', builtInOperator) };
  const named = claims.person;
  const person =
    people.find(({ personId }) => personId === named) ?? people.find(({ login }) => login === named);
  if (person === undefined) return { kind: 'stranger', detail: `The tenant knows nobody called ${named}.` };
  if (!person.active) return { kind: 'stranger', detail: `${named} is not active any more.` };
  if (!isRole(person.role)) return { kind: 'stranger', detail: `${named} has a role without rights.` };
  return { kind: 'viewer', viewer: personViewer(person.role, person.personId) };

  function personViewer(role: Role, personId: string): Viewer {
    // A token that names scopes of ours narrows its person's role and never widens it.
    const ofRole = scopesOf(role);
    const scopes = granted.length === 0 ? ofRole : ofRole.filter((scope) => granted.includes(scope));
    return { tenant: claims.tenant, personId, asks: role, scopes, sees: whomSees(role, personId, people) };
  }
}

/** Whose numbers a person sees, by the line `numbers.read` of the table. */
function whomSees(role: Role, personId: string, people: readonly Person[]): VisiblePeople {
  switch (reachOf(role)) {
    case 'everyone':
      return { kind: 'everyone' };
    case 'groups':
      return { kind: 'groups', people };
    case 'everyone_below':
      return { kind: 'people', personIds: [personId, ...findPeopleBelow(people, personId)] };
    case 'own_reports':
      return { kind: 'people', personIds: [...new Set([personId, ...findOwnReports(people, personId)])] };
    case 'self':
      return { kind: 'people', personIds: [personId] };
  }
}
