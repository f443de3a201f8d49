import { type Freshness, type Instant, instantOfDate } from '@stepup/contracts';
import type { Clock } from '@stepup/runtime';

/** Where a partition of the events topic stands. */
export interface PartitionStand {
  readonly partition: number;
  /** Up to here everything is stored. */
  readonly nextOffset: string;
  /** How many messages lie behind. */
  readonly messages: number;
}

export interface FreshnessPorts {
  readonly clock: Clock;
  /** Asks the brokers how far ingest has come. */
  readPartitions(): Promise<readonly PartitionStand[]>;
  /** For how many seconds the oldest batch of the tenant has waited for its facts; null where none waits. */
  readOldestOpenSeconds(tenant: string): Promise<number | null>;
  onFailure(error: unknown): void;
}

/** The numbers are called current while they are at most so far behind. */
const currentWithinMs = 10_000;
const lookEveryMs = 500;
/** A question waits no longer for brokers that are away; then what is known is said. */
const patienceMs = 1_000;
const mostRemembered = 240;
/** Seconds of the engine are whole ones. */
const clockGrainMs = 2_000;

interface Look {
  readonly at: number;
  readonly ends: ReadonlyMap<number, bigint>;
}

/** What was published before `untilMs` was stored, and listed as to be derived, by `listedMs`. */
interface Stored {
  readonly untilMs: number;
  readonly listedMs: number;
}

/**
 * How far the numbers of a deployment have come. The ends of the partitions are noted at a moment; once ingest has committed past them,
 * everything acknowledged before that moment is stored and listed; once no batch is open that was listed by then, its facts are
 * derived. Nothing is remembered beyond the process: another instance says the same or less.
 */
export function measureDeployedFreshness(ports: FreshnessPorts) {
  const { clock } = ports;
  let stored: Stored[] = [];
  let pending: Look | null = null;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;

  const look = async (): Promise<void> => {
    const at = clock.now().getTime();
    const partitions = await ports.readPartitions();
    const listedMs = clock.now().getTime();
    const next = new Map(partitions.map(({ partition, nextOffset }) => [partition, BigInt(nextOffset)]));
    const ends = new Map(
      partitions.map(({ partition, nextOffset, messages }) => [
        partition,
        BigInt(nextOffset) + BigInt(messages),
      ]),
    );
    const isPast = (earlier: Look): boolean =>
      [...earlier.ends].every(([partition, end]) => (next.get(partition) ?? -1n) >= end);
    const now = { at, ends };
    const confirmed = isPast(now) ? now : pending !== null && isPast(pending) ? pending : null;
    if (confirmed !== null) stored = [...stored, { untilMs: confirmed.at, listedMs }].slice(-mostRemembered);
    if (confirmed !== null || pending === null) pending = now;
  };

  const lookSometimes = (): Promise<void> => {
    if (looking === null && performance.now() - lookedAtMs >= lookEveryMs) {
      lookedAtMs = performance.now();
      looking = look()
        .catch((error: unknown) => ports.onFailure(error))
        .finally(() => {
          looking = null;
        });
    }
    return looking ?? Promise.resolve();
  };

  return async (tenant: string): Promise<Pick<Freshness, 'state' | 'complete_until'>> => {
    await Promise.race([lookSometimes(), elapse(patienceMs)]);
    const known = stored;
    const askedAtMs = clock.now().getTime();
    const openSeconds = await ports.readOldestOpenSeconds(tenant);
    const openSinceMs = openSeconds === null ? Infinity : askedAtMs - openSeconds * 1000 - clockGrainMs;
    const complete = known.findLast(({ listedMs }) => listedMs < openSinceMs);
    if (complete === undefined) return { state: 'catching_up', complete_until: null };
    const isCurrent = askedAtMs - complete.untilMs <= currentWithinMs;
    return { state: isCurrent ? 'current' : 'catching_up', complete_until: toInstant(complete.untilMs) };
  };
}

function toInstant(ms: number): Instant {
  return instantOfDate(new Date(ms));
}

function elapse(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
