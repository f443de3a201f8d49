import {
  accessTable,
  type Asker,
  type Permission,
  type Relation,
  relations,
  type Role,
  type Sight,
} from './access-table.ts';
import type { Scope } from './scope.ts';

/** The rule of a line of the table, its literal types widened. */
function ruleOf(permission: Permission): {
  scope: Scope;
  action: string;
  grants: Readonly<Partial<Record<Asker, Readonly<Partial<Record<Relation, Sight>>>>>>;
} {
  return accessTable[permission];
}

/** How much somebody in this relation gets; null: for them it does not exist. */
export function sightOf(asker: Asker, relation: Relation, permission: Permission): Sight | null {
  return ruleOf(permission).grants[asker]?.[relation] ?? null;
}

/** Whether there is any record at all that this asker may do this with. */
export function mayEver(asker: Asker, permission: Permission): boolean {
  return relations.some((relation) => sightOf(asker, relation, permission) !== null);
}

/** Whether all that an asker gets of a line is about nobody in particular. */
export function seesPseudonymsAlone(asker: Asker, permission: Permission): boolean {
  const sights = relations.map((relation) => sightOf(asker, relation, permission));
  return sights.every((sight) => sight === null || sight === 'pseudonyms') && mayEver(asker, permission);
}

/** The scope that a line of the table needs. */
export function scopeOf(permission: Permission): Scope {
  return ruleOf(permission).scope;
}

/** What a role may do at most: the scopes of all it has a line for. */
export function scopesOf(asker: Asker): Scope[] {
  const permissions = Object.keys(accessTable).filter(isPermission);
  return [...new Set(permissions.filter((permission) => mayEver(asker, permission)).map(scopeOf))];
}

/** Whose numbers a role sees, in one word. */
export function reachOf(role: Role): 'everyone' | 'everyone_below' | 'own_reports' | 'self' | 'groups' {
  const toEverybody = sightOf(role, 'none', 'numbers.read');
  if (toEverybody === 'full' || toEverybody === 'pseudonyms') return 'everyone';
  if (toEverybody === 'groups') return 'groups';
  if (sightOf(role, 'leader', 'numbers.read') !== null) return 'everyone_below';
  return sightOf(role, 'coach', 'numbers.read') === null ? 'self' : 'own_reports';
}

/** A line of the table in words, for the documentation. */
export function describePermission(permission: Permission): string {
  const { action, grants } = ruleOf(permission);
  const whom = Object.entries(grants)
    .map(([asker, sights]) => `\`${asker}\` (${describeSights(sights)})`)
    .join(', ');
  return `To ${action}: ${whom}.`;
}

function describeSights(sights: Readonly<Partial<Record<Relation, Sight>>>): string {
  const bySight = new Map<Sight, string[]>();
  for (const relation of relations) {
    const sight = sights[relation];
    if (sight !== undefined) bySight.set(sight, [...(bySight.get(sight) ?? []), relation]);
  }
  return [...bySight]
    .map(([sight, held]) => {
      const as = held.length === relations.length ? 'everybody' : held.join(', ');
      return sight === 'full' ? as : `${as}: ${sight} only`;
    })
    .join('; ');
}

function isPermission(text: string): text is Permission {
  return Object.hasOwn(accessTable, text);
}
