import type { AppendedBatch, PackedEvents } from '@stepup/warehouse';

type Append = (batches: readonly PackedEvents[]) => Promise<AppendedBatch[]>;

interface Waiting {
  events: PackedEvents;
  settled: PromiseWithResolvers<void>;
}

/**
 * Stores batches of several partitions together: what comes while the engine stores goes into its next insert, up to a bound.
 * Each caller is told when its own events are durable, or that they are not.
 *
 * @param onAppended told of every insert before its callers are
 */
export function createGroupAppender(
  append: Append,
  onAppended: (batches: readonly AppendedBatch[]) => void,
  mostEvents: number,
): (events: PackedEvents) => Promise<void> {
  let waiting: Waiting[] = [];
  let isStoring = false;

  const takeNext = (): Waiting[] => {
    let events = 0;
    const count = waiting.findIndex((batch, index) => {
      events += batch.events.eventCount;
      return index > 0 && events > mostEvents;
    });
    const next = count < 0 ? waiting : waiting.slice(0, count);
    waiting = waiting.slice(next.length);
    return next;
  };

  const storeWaiting = async (): Promise<void> => {
    isStoring = true;
    while (waiting.length > 0) {
      const group = takeNext();
      try {
        onAppended(await append(group.map(({ events }) => events)));
        for (const { settled } of group) settled.resolve();
      } catch (error) {
        for (const { settled } of group) settled.reject(error);
      }
    }
    isStoring = false;
  };

  return (events) => {
    const settled = Promise.withResolvers<void>();
    waiting.push({ events, settled });
    if (!isStoring) void storeWaiting();
    return settled.promise;
  };
}
