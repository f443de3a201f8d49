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
  // What goes wrong is told by the command that waits for it.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const [policy, append] = await Promise.all([
      redis.config('GET', 'maxmemory-policy'),
      redis.config('GET', 'appendonly'),
    ]);
    return { evictionPolicy: lastOf(policy), appendsToFile: lastOf(append) === 'yes' };
  } finally {
    redis.disconnect();
  }
}

function lastOf(answer: unknown): string {
  return Array.isArray(answer) ? String(answer.at(-1)) : '';
}
