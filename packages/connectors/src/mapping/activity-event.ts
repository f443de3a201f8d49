import type { Instant } from '@stepup/contracts';
import type { DraftEvent, EventMaker } from './draft-event.ts';

/** What is known of an activity from its row or rows. */
export interface ActivityFacts {
  readonly activityKind: string;
  readonly direction: string;
  readonly dealId: string;
  readonly personId: string | undefined;
  /** '' where the row says none. */
  readonly outcome: string;
  readonly durationSeconds: number | undefined;
}

export function makeActivityEvent(
  maker: EventMaker,
  activityId: string,
  time: Instant,
  facts: ActivityFacts,
): DraftEvent {
  return maker.make({
    type: 'sales.activity.logged.v1',
    time,
    order: 0,
    data: {
      activity_id: activityId,
      kind: facts.activityKind,
      direction: facts.direction,
      ...(facts.personId === undefined ? {} : { rep_id: facts.personId }),
      deal_id: facts.dealId,
      ...(facts.durationSeconds === undefined ? {} : { duration_s: facts.durationSeconds }),
      ...(facts.outcome === '' ? {} : { outcome: facts.outcome }),
    },
  });
}
