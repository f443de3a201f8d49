import type { ReceivedMessage } from '../event-bus.ts';

interface Waiting {
  isFulfilled(messages: readonly ReceivedMessage[]): boolean;
  resolve(): void;
}

/** Collects what a consumer handles and lets a test wait for it. */
export function createCollector() {
  const messages: ReceivedMessage[] = [];
  const batches: (readonly ReceivedMessage[])[] = [];
  let waiting: Waiting[] = [];
  return {
    messages,
    batches,
    handleBatch: async (batch: readonly ReceivedMessage[]): Promise<void> => {
      batches.push(batch);
      messages.push(...batch);
      const fulfilled = waiting.filter((wait) => wait.isFulfilled(messages));
      waiting = waiting.filter((wait) => !fulfilled.includes(wait));
      for (const wait of fulfilled) wait.resolve();
    },
    /** Resolves once `isFulfilled` holds for everything collected so far. */
    until(isFulfilled: Waiting['isFulfilled']): Promise<void> {
      if (isFulfilled(messages)) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.push({ isFulfilled, resolve });
      });
    },
  };
}
