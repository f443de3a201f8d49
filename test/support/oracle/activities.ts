import type { z } from 'zod';
import { compareBytewise } from './bytewise.ts';
import type { OracleDeal } from './deals.ts';
import { groupBy } from './group-by.ts';
import { type Instant, microsBetween, toInstant } from './instant.ts';
import type { Merges } from './merges.ts';
import type { activityDeleted, ActivityLogged, ActivityPlanned } from './oracle-event.ts';
import { compareVersions, type Statement } from './statement.ts';

export interface OracleActivity {
  readonly activityId: string;
  readonly state: 'planned' | 'logged' | 'cancelled';
  /** Logged: when it happened. Planned or cancelled: when it is to start. */
  readonly at: Instant;
  readonly kind: string;
  /** Null until logged. */
  readonly direction: string | null;
  readonly outcome: string | null;
  /** Null: nobody known; it counts for the deal and for no rep. */
  readonly repId: string | null;
  /** The survivor, where the deal was merged. */
  readonly dealId: string | null;
  readonly accountId: string | null;
  readonly durationSeconds: number | null;
  /** Those of the customer's side who have an id. */
  readonly customers: readonly string[];
}

export interface ActivityStatements {
  readonly planned: readonly Statement<ActivityPlanned>[];
  readonly logged: readonly Statement<ActivityLogged>[];
  readonly deleted: readonly Statement<z.infer<typeof activityDeleted>>[];
}

/** Every activity known before `asOf` and not deleted today, by id. */
export function listActivities(told: ActivityStatements, merges: Merges, asOf: Instant): OracleActivity[] {
  const deleted = new Set(told.deleted.map(({ said }) => said.activity_id));
  const known = <Said extends { activity_id: string }>(statements: readonly Statement<Said>[]) =>
    groupBy(
      statements.filter(({ at, said }) => at < asOf && !deleted.has(said.activity_id)),
      ({ said }) => said.activity_id,
    );
  const activities = new Map<string, OracleActivity>();
  const aboutOf = (said: ActivityPlanned | ActivityLogged) => ({
    activityId: said.activity_id,
    kind: said.kind,
    repId: said.rep_id ?? null,
    dealId: typeof said.deal_id === 'string' ? merges.survivorOf(said.deal_id) : null,
    accountId: said.account_id ?? null,
    durationSeconds: said.duration_s ?? null,
    customers: (said.participants ?? []).flatMap(({ side, person_id: personId }) =>
      side === 'customer' && typeof personId === 'string' ? [personId] : [],
    ),
  });
  for (const [activityId, plans] of known(told.planned)) {
    const said = plans.at(-1)?.said;
    if (said === undefined) continue;
    const state = said.cancelled === true ? 'cancelled' : 'planned';
    const at = toInstant(said.starts_at);
    activities.set(activityId, { ...aboutOf(said), state, at, direction: null, outcome: null });
  }
  for (const [activityId, versions] of known(told.logged)) {
    const version = [...versions].sort(compareVersions).at(-1);
    if (version === undefined) continue;
    const { at, said } = version;
    const { direction, outcome = null } = said;
    activities.set(activityId, { ...aboutOf(said), state: 'logged', at, direction, outcome });
  }
  return [...activities.values()].sort((one, other) => compareBytewise(one.activityId, other.activityId));
}

/** Logged activities of a deal. What counts as a contact is free in the contract: here everything but a task. */
export function countContacts(deal: OracleDeal, activities: readonly OracleActivity[]): number {
  return activities.filter(
    ({ state, dealId, kind }) => state === 'logged' && dealId === deal.dealId && kind !== 'task',
  ).length;
}

/**
 * Seconds from `created_at`, else the first event, to the first outbound activity; null while there is none. The
 * contract leaves free what an activity before the start means: here it is no response.
 */
export function measureFirstResponse(deal: OracleDeal, activities: readonly OracleActivity[]): number | null {
  const from = deal.createdAt ?? deal.firstSeenAt;
  const [first] = activities
    .filter(({ state, dealId, direction, at }) => {
      return state === 'logged' && dealId === deal.dealId && direction === 'outbound' && at >= from;
    })
    .map(({ at }) => at)
    .sort();
  return first === undefined ? null : microsBetween(from, first) / 1_000_000;
}
