import { systemClock } from '@stepup/runtime';
import type { Clock } from '@stepup/runtime';
import type { BusMessage, EventBus, EventConsumer, EventProducer, ReceivedMessage } from '../event-bus.ts';
import { EventBusOverloaded } from '../event-bus.ts';
import { defaultLimits } from './limits.ts';
import type { InProcessLimits } from './limits.ts';
import { partitionOf } from './partition-of.ts';
import { Subscription } from './subscription.ts';
import type { Member } from './subscription.ts';

export interface InProcessBusOptions {
  /** Per topic; default 1. */
  partitionCount?: number;
  limits?: Partial<InProcessLimits>;
  clock?: Clock;
}

function sizeOf(message: BusMessage): number {
  const { key, value } = message;
  const headerLength = Object.entries(message.headers).reduce(
    (sum, [name, text]) => sum + name.length + text.length,
    0,
  );
  return (
    key.length + headerLength + (typeof value === 'string' ? Buffer.byteLength(value) : value.byteLength)
  );
}

interface Share {
  messages: ReceivedMessage[];
  sizesBytes: number[];
}

class InProcessBus implements EventBus {
  readonly #partitionCount: number;
  readonly #limits: InProcessLimits;
  readonly #clock: Clock;
  readonly #subscriptions = new Map<string, Map<string, Subscription>>();
  readonly #firstOffset: bigint;
  readonly #nextOffsets = new Map<string, bigint>();

  constructor(options: InProcessBusOptions) {
    this.#partitionCount = options.partitionCount ?? 1;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#clock = options.clock ?? systemClock;
    // Begins where no earlier process of the same data directory has been (below a million messages a second
    // on average): a sink that derives a deduplication token from offsets must never meet an old one.
    this.#firstOffset = BigInt(this.#clock.now().getTime()) * 1_000n;
  }

  openProducer(): Promise<EventProducer> {
    const pending = new Set<Promise<void>>();
    let isClosed = false;
    const publish = async (topic: string, messages: readonly BusMessage[]): Promise<void> => {
      if (isClosed) throw new Error('this producer is closed');
      const publishing = this.#publish(topic, messages);
      pending.add(publishing);
      try {
        await publishing;
      } finally {
        pending.delete(publishing);
      }
    };
    const close = async (): Promise<void> => {
      isClosed = true;
      await Promise.allSettled(pending);
    };
    return Promise.resolve({ publish, close });
  }

  createConsumer(): EventConsumer {
    const aborter = new AbortController();
    let joined: { subscriptions: Subscription[]; member: Member } | null = null;
    let closing: Promise<void> | null = null;
    // Handlers that are running, since a member that leaves others behind is not waited for by the queues.
    const running = new Set<Promise<void>>();
    return {
      run: async (options) => {
        if (joined !== null || closing !== null) throw new Error('a consumer runs once');
        const member: Member = {
          context: { signal: aborter.signal },
          handleBatch: async (batch, context) => {
            const handling = options.handleBatch(batch, context);
            running.add(handling);
            try {
              await handling;
            } finally {
              running.delete(handling);
            }
          },
        };
        const subscriptions = options.topics.map((topic) => this.#subscriptionOf(topic, options.group));
        for (const subscription of subscriptions) subscription.add(member);
        joined = { subscriptions, member };
      },
      lag: async () => joined?.subscriptions.flatMap((subscription) => subscription.lag()) ?? [],
      // A handler that fails is told to the publisher; nothing stops this consumer but `close`.
      failure: new Promise(() => {}),
      close: () =>
        (closing ??= (async () => {
          if (joined === null) return;
          const { subscriptions, member } = joined;
          await Promise.all(subscriptions.map((subscription) => subscription.remove(member)));
          await Promise.allSettled(running);
          aborter.abort();
        })()),
    };
  }

  #subscriptionOf(topic: string, group: string): Subscription {
    const groups = this.#subscriptions.get(topic) ?? new Map<string, Subscription>();
    this.#subscriptions.set(topic, groups);
    const existing = groups.get(group);
    if (existing !== undefined) return existing;
    const firstOffset = this.#firstOffset;
    const created = new Subscription({
      topic,
      group,
      partitionCount: this.#partitionCount,
      firstOffset,
      limits: this.#limits,
    });
    groups.set(group, created);
    return created;
  }

  async #publish(topic: string, messages: readonly BusMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const groups = [...(this.#subscriptions.get(topic)?.values() ?? [])];
    // A bus that stores nothing must not take what nobody keeps.
    if (groups.length === 0 || !groups.every((group) => group.isAccepting)) {
      throw new Error(`no consumer handles ${topic}: the messages would be lost`);
    }
    const shares = this.#share(topic, messages);
    for (const [partition, share] of shares) {
      const sizeBytes = share.sizesBytes.reduce((sum, size) => sum + size, 0);
      if (!groups.every((group) => group.hasRoom(partition, share.messages.length, sizeBytes))) {
        throw new EventBusOverloaded(`the queue of ${topic} is full`);
      }
    }
    await Promise.all(
      groups.flatMap((group) =>
        [...shares].map(([partition, share]) => group.push(partition, share.messages, share.sizesBytes)),
      ),
    );
  }

  #share(topic: string, messages: readonly BusMessage[]): Map<number, Share> {
    const timestampMs = this.#clock.now().getTime();
    const shares = new Map<number, Share>();
    for (const message of messages) {
      const partition = partitionOf(message.key, this.#partitionCount);
      const share = shares.get(partition) ?? { messages: [], sizesBytes: [] };
      shares.set(partition, share);
      const offset = this.#takeOffset(topic, partition);
      share.messages.push({ ...message, topic, partition, offset, timestampMs });
      share.sizesBytes.push(sizeOf(message));
    }
    return shares;
  }

  #takeOffset(topic: string, partition: number): string {
    const key = `${partition}/${topic}`;
    const offset = this.#nextOffsets.get(key) ?? this.#firstOffset;
    this.#nextOffsets.set(key, offset + 1n);
    return offset.toString();
  }
}

/**
 * The bus of the embedded product, without any store of its own: `publish` resolves once every group of the
 * topic has handled the messages, so that a sender is answered when its rows are durable, and rejects with
 * the handler's error when its batch failed. Publishing to a topic without a consumer is refused.
 *
 * The pending promise is the back-pressure; beyond the bounds of the queue `publish` rejects with
 * `EventBusOverloaded` and takes nothing. A handler must not wait for a publish to the topic it handles.
 */
export function createInProcessBus(options: InProcessBusOptions = {}): EventBus {
  return new InProcessBus(options);
}
