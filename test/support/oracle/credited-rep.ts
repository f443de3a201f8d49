import type { DealWalk, Occurrence } from './deal-walk.ts';
import { type Instant, microsBetween } from './instant.ts';

/** Where and when a deal stood; without an end: up to `as_of`. */
interface StayAtStep {
  readonly pipelineId: string;
  readonly position: number;
  readonly entry: Occurrence;
  readonly end: Occurrence | undefined;
}

/**
 * Who owned the deal longest while it stood at the stage between entry and end. Time without an owner does not
 * count; of equals the later owner; `unassigned` where nobody owned it. Owning it for no time at all counts as
 * owning it, so that a deal passed on within one instant still has its rep. Null where the deal itself never
 * stood there: then only a deal merged into it did.
 */
export function creditRep(walk: DealWalk, stay: StayAtStep): string | null {
  const stretches = walk.stretches.filter(
    ({ order, state, standing }) =>
      state.pipeline_id === stay.pipelineId &&
      standing.kind === 'open' &&
      standing.position === stay.position &&
      order >= stay.entry.order &&
      order < (stay.end?.order ?? Infinity),
  );
  if (stretches.length === 0) return null;

  // In the order of the last time each owned it.
  const ownedMicros = new Map<string, number>();
  for (const { from, until, state } of stretches) {
    if (state.owner_id === null) continue;
    const before = ownedMicros.get(state.owner_id) ?? 0;
    ownedMicros.delete(state.owner_id);
    ownedMicros.set(state.owner_id, before + microsBetween(from, earlier(until, stay.end?.at)));
  }
  let credited = 'unassigned';
  let longestMicros = 0;
  for (const [owner, micros] of ownedMicros) {
    if (micros >= longestMicros) [credited, longestMicros] = [owner, micros];
  }
  return credited;
}

function earlier(until: Instant, end: Instant | undefined): Instant {
  return end !== undefined && end < until ? end : until;
}
