import { setTimeout } from 'node:timers/promises';
import type { Logger } from '@stepup/runtime';
import { type AppendedBatch, type FinishedBatches, isRefusal } from '@stepup/warehouse';

/** What the deriver needs of the warehouse. */
export interface DeriverPorts {
  /** Derives the facts of everything these batches of a tenant touched; doing it again changes nothing. */
  deriveBatches(tenant: string, batches: readonly [string, ...string[]]): Promise<void>;
  /** Does the same with batches that another instance, or an earlier life of this one, left behind. */
  deriveAbandoned(): Promise<FinishedBatches>;
  /** Shortens the list of what batches touched by what nobody needs any more. */
  forgetDerived(): Promise<void>;
}

export interface FactsDeriver {
  /** Batches whose events are stored. Their facts follow, those of one deal at most once in `intervalMs`. */
  take(batches: readonly AppendedBatch[]): void;
  /** How long the oldest batch that is not derived yet has been waiting; 0 where none is. */
  behindMs(): number;
  /** Resolves when no more facts are derived: the process has to end. */
  failure: Promise<Error>;
  /** Derives what it has taken, then ends. */
  close(): Promise<void>;
}

interface DeriverOptions {
  log: Logger;
  nowMs: () => number;
  /** Called for each batch once its facts are in place, with how long it had been waiting. */
  onDerived?: (delayMs: number) => void;
  /** Whether events are stored long after their receipt: then storing them goes before their facts. */
  isCatchingUp?: () => boolean;
  intervalMs?: number;
  sweepIntervalMs?: number;
  forgetIntervalMs?: number;
}

/**
 * Half a second of the engine's processor goes into a derivation however few deals it is of, so it rests between two of them: while
 * facts are all that is behind, no longer than they may be, and while events are late, so that facts get a quarter of the time.
 */
const rests = { inTime: { perWork: 1.5, mostMs: 2_000 }, catchingUp: { perWork: 3, mostMs: 15_000 } };
/** Derived in one go, so that a deal which all of them touched is derived once. */
const batchesAtATime = 100;

/**
 * Derives facts behind the inserts: while batches come faster than facts can be derived, more of them are taken together.
 * Nothing it holds is needed after a crash, since what batches touched is listed in the warehouse.
 */
export function createFactsDeriver(ports: DeriverPorts, options: DeriverOptions): FactsDeriver {
  const {
    log,
    nowMs,
    isCatchingUp = () => false,
    intervalMs = 1_000,
    sweepIntervalMs = 30_000,
    forgetIntervalMs = 600_000,
  } = options;
  let waiting: (AppendedBatch & { sinceMs: number })[] = [];
  let underWay: typeof waiting = [];
  const closing = new AbortController();
  let wake = Promise.withResolvers<void>();
  const failing = Promise.withResolvers<Error>();

  const pause = async (ms: number, until?: Promise<void>): Promise<void> => {
    const passed = new AbortController();
    const signal = AbortSignal.any([closing.signal, passed.signal]);
    const timer = setTimeout(ms, undefined, { signal }).catch(() => undefined);
    await (until === undefined ? timer : Promise.race([timer, until]));
    passed.abort();
  };

  const derive = async (): Promise<void> => {
    underWay = waiting;
    waiting = [];
    const byTenant = Map.groupBy(underWay, ({ tenant }) => tenant);
    for (const [tenant, batches] of byTenant) {
      const ids = batches.map(({ batchId }) => batchId);
      for (let first = 0; first < ids.length; first += batchesAtATime) {
        const [one, ...others] = ids.slice(first, first + batchesAtATime);
        if (one !== undefined) await deriveOne(ports, log, tenant, [one, ...others]);
      }
      for (const { sinceMs } of batches) options.onDerived?.(nowMs() - sinceMs);
    }
    underWay = [];
  };

  const run = async (): Promise<void> => {
    let sweptAtMs = Number.NEGATIVE_INFINITY;
    let forgotAtMs = Number.NEGATIVE_INFINITY;
    while (!closing.signal.aborted) {
      if (nowMs() - sweptAtMs >= sweepIntervalMs) {
        await sweep(ports, log);
        sweptAtMs = nowMs();
      }
      if (nowMs() - forgotAtMs >= forgetIntervalMs) {
        await ports.forgetDerived();
        forgotAtMs = nowMs();
      }
      if (waiting.length === 0) {
        wake = Promise.withResolvers();
        await pause(sweepIntervalMs, wake.promise);
        continue;
      }
      const beganAtMs = nowMs();
      await derive();
      const busyMs = nowMs() - beganAtMs;
      const { perWork, mostMs } = isCatchingUp() ? rests.catchingUp : rests.inTime;
      const restMs = Math.min(busyMs * perWork, mostMs);
      await pause(Math.max(restMs, intervalMs - busyMs, 0));
    }
    if (waiting.length > 0) await derive();
  };
  const running = run().catch((error: unknown) => {
    failing.resolve(error instanceof Error ? error : new Error(String(error)));
  });

  return {
    take(batches) {
      const sinceMs = nowMs();
      waiting.push(...batches.map((batch) => ({ ...batch, sinceMs })));
      wake.resolve();
    },
    behindMs() {
      const oldest = underWay[0] ?? waiting[0];
      return oldest === undefined ? 0 : nowMs() - oldest.sinceMs;
    },
    failure: failing.promise,
    async close() {
      closing.abort();
      await running;
    },
  };
}

/** A tenant whose facts the engine refuses to derive holds up no other; its batches stay listed and are tried again. */
async function deriveOne(
  ports: DeriverPorts,
  log: Logger,
  tenant: string,
  batches: readonly [string, ...string[]],
): Promise<void> {
  try {
    await ports.deriveBatches(tenant, batches);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    log.error({ tenant, batches, err: error }, 'facts cannot be derived; numbers of the tenant are stale');
  }
}

async function sweep(ports: DeriverPorts, log: Logger): Promise<void> {
  const { finished, failed } = await ports.deriveAbandoned();
  if (finished > 0) log.warn({ finished }, 'facts of abandoned batches are derived');
  for (const { tenant, batches, error } of failed) {
    log.error({ tenant, batches, err: error }, 'facts cannot be derived; numbers of the tenant are stale');
  }
}
