import { type Clock, systemClock } from '@stepup/runtime';
import type { EventConsumer } from './event-bus.ts';

/** What readiness is made from: a consumer that has work and does none is not ready, however alive it looks. */
export interface ConsumerProgress {
  /** Messages of its partitions that wait or are being handled. */
  lagMessages: number;
  /**
   * Now, when nothing waits. Else the moment at which the partition that has stood still longest was last seen to move,
   * or first seen to wait: with `lagMessages` > 0 and this older than some seconds the consumer is stuck.
   */
  lastProgressAt: Date;
}

interface Standing {
  nextOffset: string;
  since: Date;
}

/** Asks a consumer for its lag and remembers what moved since it was last asked. */
export function watchProgress(
  consumer: Pick<EventConsumer, 'lag'>,
  clock: Clock = systemClock,
): () => Promise<ConsumerProgress> {
  let standing = new Map<string, Standing>();
  return async () => {
    const lags = await consumer.lag();
    const now = clock.now();
    const seen = new Map<string, Standing>();
    for (const { topic, partition, nextOffset, messages } of lags) {
      if (messages === 0) continue;
      const key = `${partition}/${topic}`;
      const before = standing.get(key);
      seen.set(key, before?.nextOffset === nextOffset ? before : { nextOffset, since: now });
    }
    standing = seen;
    return {
      lagMessages: lags.reduce((sum, { messages }) => sum + messages, 0),
      lastProgressAt: [...seen.values()].reduce(
        (oldest, { since }) => (since < oldest ? since : oldest),
        now,
      ),
    };
  };
}
