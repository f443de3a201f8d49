import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Backend } from './backend.ts';

/**
 * Jobs in Redis. Two connections: adding a job fails after a few tries when Redis is away, so that a request gets its
 * answer; workers wait for it without end. BullMQ opens one more for each worker that blocks.
 */
export function openRedisBackend(
  options: { readonly url: string },
  onError: (error: Error) => void,
): Backend {
  const producer = new Redis(options.url, { maxRetriesPerRequest: 2 });
  const consumer = new Redis(options.url, { maxRetriesPerRequest: null });
  for (const connection of [producer, consumer]) connection.on('error', onError);
  return {
    openQueue: (name) => new Queue(name, { connection: producer }),
    openWorker: (name, processor, settings) =>
      new Worker(name, processor, { ...settings, connection: consumer }),
    ping: async () => {
      await producer.ping();
    },
    close: async () => {
      for (const connection of [producer, consumer]) connection.disconnect();
    },
  };
}
