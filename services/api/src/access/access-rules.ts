/** What a token can be good for. */
const scopes = [
  'events:write',
  'people:write',
  'read',
  'coach',
  'operate',
  // What belongs to no tenant. No role has it: whoever runs the installation gives it to a program.
  'operate:installation',
] as const;

export type Scope = (typeof scopes)[number];

/** Roles of people; a token of a program has none. */
export type Role = 'rep' | 'manager' | 'director' | 'board' | 'sales_ops';

/**
 * Whose numbers a role sees: `everyone`, `everyone_below` in the tree of managers and themself, `own_reports` and themself,
 * `self`, or `groups` of at least {@link smallestGroup} people and no single person.
 */
type Sight = 'everyone' | 'everyone_below' | 'own_reports' | 'self' | 'groups';

interface AccessRule {
  sight: Sight;
  scopes: readonly Scope[];
}

/** The one table of who may do and see what. Programs see the whole tenant, as far as their scopes go. */
export const accessRules: Readonly<Record<Role, AccessRule>> = {
  rep: { sight: 'self', scopes: ['read', 'coach'] },
  manager: { sight: 'own_reports', scopes: ['read', 'coach'] },
  director: { sight: 'everyone_below', scopes: ['read', 'coach'] },
  board: { sight: 'groups', scopes: ['read'] },
  sales_ops: { sight: 'everyone', scopes: ['read', 'operate', 'events:write', 'people:write'] },
};

/** This person runs the system in every tenant, whatever its events say. */
export const builtInOperator = 'ops-1';

/** Fewer people than this are not shown as a group to those who do not lead them. */
export const smallestGroup = 5;

export function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}

export function isRole(text: string): text is Role {
  return Object.hasOwn(accessRules, text);
}
