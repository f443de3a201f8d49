import type { Clock } from '@stepup/runtime';

/** Values by key that are read once for many who ask. */
export interface Fresh<Value> {
  read(key: string): Promise<Value>;
  /** The value has changed: the next reader gets it. */
  forget(key: string): void;
}

interface Kept<Value> {
  readonly value: Promise<Value>;
  readonly readAtMs: number;
  /** Whether the next one is being read. */
  isRenewing: boolean;
}

/**
 * Keeps what `read` answers. A value older than half of `maxAgeMs` is read anew while it is still served, so that nobody waits as long
 * as somebody asks; one older than `maxAgeMs` is not served. What is read before a {@link Fresh.forget} is never served after it.
 * Neither failures are kept, which those hear who wait, nor values that are not `isWorthKeeping`. Of more than `mostKeys` the one read
 * longest ago goes.
 */
export function keepFresh<Value>(
  read: (key: string) => Promise<Value>,
  options: {
    readonly clock: Clock;
    readonly maxAgeMs: number;
    readonly mostKeys: number;
    readonly isWorthKeeping: (value: Value) => boolean;
  },
): Fresh<Value> {
  const { clock, maxAgeMs, mostKeys, isWorthKeeping } = options;
  const kept = new Map<string, Kept<Value>>();

  /** Takes `value` in for `before`, unless that was forgotten or has been replaced. */
  const keep = (
    key: string,
    before: Kept<Value> | undefined,
    value: Promise<Value>,
    readAtMs: number,
  ): void => {
    if (kept.get(key) !== before) return;
    const entry: Kept<Value> = { value, readAtMs, isRenewing: false };
    kept.delete(key);
    kept.set(key, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKeys) break;
      kept.delete(oldest);
    }
    const drop = (): void => {
      if (kept.get(key) === entry) kept.delete(key);
    };
    value.then((found) => {
      if (!isWorthKeeping(found)) drop();
    }, drop);
  };

  const renew = async (key: string, entry: Kept<Value>, readAtMs: number): Promise<void> => {
    entry.isRenewing = true;
    try {
      const value = await read(key);
      keep(key, entry, Promise.resolve(value), readAtMs);
    } catch {
      // The one at hand is served until it is too old; who asks then hears what is wrong.
      entry.isRenewing = false;
    }
  };

  return {
    read(key) {
      const nowMs = clock.now().getTime();
      const found = kept.get(key);
      if (found === undefined || nowMs - found.readAtMs >= maxAgeMs) {
        const value = read(key);
        keep(key, found, value, nowMs);
        return value;
      }
      if (nowMs - found.readAtMs >= maxAgeMs / 2 && !found.isRenewing) void renew(key, found, nowMs);
      return found.value;
    },
    forget: (key) => void kept.delete(key),
  };
}
