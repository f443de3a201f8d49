import type { OracleActivity } from '../activities.ts';
import { groupBy } from '../group-by.ts';
import type { Instant } from '../instant.ts';
import { knownToday } from './observations.ts';
import type { IndicatorQuery, IndicatorSources, Observation } from './reading.ts';

export const ofNoDeal = { segment: 'unknown', product: 'unknown', pipelineId: '' };

const known = new WeakMap<readonly OracleActivity[], Map<string, OracleActivity[]>>();

export function contactsOf(
  { activities }: IndicatorSources,
  dealId: string,
  asOf: Instant,
): OracleActivity[] {
  const all = activities(asOf);
  const contacts =
    known.get(all) ??
    groupBy(
      all.filter((one) => one.state === 'logged' && one.kind !== 'task'),
      (one) => one.dealId ?? '',
    );
  known.set(all, contacts);
  return contacts.get(dealId) ?? [];
}

interface Wait extends Observation {
  readonly enteredAt: Instant;
  readonly endedAt: Instant;
  readonly state: 'answered' | 'open';
}

/** How long each deal that began in the period waited for the first contact from us; `rep` is its first owner. */
export function arrivals(sources: IndicatorSources, { from, to, asOf }: IndicatorQuery): Wait[] {
  return sources.walks(asOf).flatMap((walk): Wait[] => {
    const { beganAt } = knownToday(sources, walk.dealId);
    if (beganAt < from || beganAt >= to || beganAt >= asOf) return [];
    const [first] = contactsOf(sources, walk.dealId, asOf)
      .filter(({ direction, at }) => direction === 'outbound' && at >= beganAt)
      .map(({ at }) => at)
      .sort();
    // Of an instant that gives it to several the last one has it.
    const [owner = 'unassigned'] = walk.stretches
      .filter((stretch) => stretch.until > stretch.from)
      .flatMap(({ state }) => state.owner_id ?? []);
    return [
      {
        ...ofNoDeal,
        dealId: walk.dealId,
        at: beganAt,
        rep: owner,
        enteredAt: beganAt,
        endedAt: first ?? asOf,
        state: first === undefined ? 'open' : 'answered',
      },
    ];
  });
}
