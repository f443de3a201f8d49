import { Redis } from 'ioredis';

/** How a Redis server keeps what is given to it. */
export interface RedisKeeping {
  /** What it does when its memory is full; jobs need `noeviction`. */
  evictionPolicy: string;
  /** Whether it writes an append-only file; without one a restart loses jobs. */
  appendsToFile: boolean;
}

/** Asks a server how it keeps jobs; rejects where it does not answer within `timeoutMs`. */
export async function inspectRedis(url: string, timeoutMs: number): Promise<RedisKeeping> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // A refused password is told by an event alone; the command that waits hears no more than that the connection is gone.
  let told: Error | undefined;
  redis.on('error', (error) => {
    told ??= error;
  });
  try {
    await redis.connect();
    const [policy, append] = await Promise.all([
      redis.config('GET', 'maxmemory-policy'),
      redis.config('GET', 'appendonly'),
    ]);
    return { evictionPolicy: lastOf(policy), appendsToFile: lastOf(append) === 'yes' };
  } catch (error) {
    throw told ?? error;
  } finally {
    redis.disconnect();
  }
}

function lastOf(answer: unknown): string {
  return Array.isArray(answer) ? String(answer.at(-1)) : '';
}
