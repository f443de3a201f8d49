import type { TokenClaims } from '@stepup/runtime';
import type { Person } from '@stepup/warehouse';
import { accessRules, builtInOperator, isRole, isScope, type Role, type Scope } from './access-rules.ts';
import { findOwnReports, findPeopleBelow } from './find-people-below.ts';

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
  scopes: readonly Scope[];
  sees: VisiblePeople;
}

export type ViewerVerdict = { kind: 'viewer'; viewer: Viewer } | { kind: 'stranger'; detail: string };

/** Who a verified token stands for. `people` are everyone of its tenant; programs and the operator need none. */
export function toViewer(claims: TokenClaims, people: readonly Person[]): ViewerVerdict {
  const granted = claims.scopes.filter(isScope);
  if (claims.person === undefined) {
    return { kind: 'viewer', viewer: { tenant: claims.tenant, scopes: granted, sees: { kind: 'everyone' } } };
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
    const rule = accessRules[role];
    // A token that names scopes of ours narrows its person's role and never widens it.
    const scopes =
      granted.length === 0 ? rule.scopes : rule.scopes.filter((scope) => granted.includes(scope));
    return { tenant: claims.tenant, personId, scopes, sees: whomSees(role, personId, people) };
  }
}

function whomSees(role: Role, personId: string, people: readonly Person[]): VisiblePeople {
  const { sight } = accessRules[role];
  switch (sight) {
    case 'everyone':
      return { kind: 'everyone' };
    case 'everyone_below':
      return { kind: 'people', personIds: [personId, ...findPeopleBelow(people, personId)] };
    case 'own_reports':
      return { kind: 'people', personIds: [...new Set([personId, ...findOwnReports(people, personId)])] };
    case 'self':
      return { kind: 'people', personIds: [personId] };
    case 'groups':
      return { kind: 'groups', people };
  }
}
