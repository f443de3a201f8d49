import { errorType } from '../client/error-type.ts';
import type { ConsumerSettings } from './consumer-settings.ts';
import type { Membership } from './membership.ts';

/** Makes kafkajs join again, which it does by the type of an error. */
class GroupSilent extends Error {
  override readonly name = 'GroupSilent';
  readonly type = 'REBALANCE_IN_PROGRESS';
}

/** The group no longer knows us, or has gone on without us. */
const lostTypes = new Set(['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'FENCED_INSTANCE_ID']);

export interface KeepAlive {
  /** The error that kafkajs must see, so that it joins again; null when all is well. */
  readonly error: Error | null;
  stop(): void;
}

/**
 * Sends heartbeats while a batch is handled: kafkajs sends them only between batches. They go on during a rebalance,
 * which then waits for the batch. Silence for a whole session counts as loss, since the group has gone on by then.
 */
export function keepAlive(
  heartbeat: () => Promise<void>,
  membership: Membership,
  { heartbeatIntervalMs, sessionTimeoutMs }: ConsumerSettings,
): KeepAlive {
  let error: Error | null = null;
  let lastAnswerMs = performance.now();
  let isBeating = false;
  const noteSilence = (cause: unknown): void => {
    if (performance.now() - lastAnswerMs <= sessionTimeoutMs) return;
    error = new GroupSilent('the group has not answered for a whole session', { cause });
    membership.lost(error);
  };
  const beat = async (): Promise<void> => {
    if (isBeating) {
      // Over a dead link an answer is waited for longer than the group waits for us.
      noteSilence(undefined);
      return;
    }
    isBeating = true;
    try {
      await heartbeat();
      lastAnswerMs = performance.now();
    } catch (thrown) {
      error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const type = errorType(error);
      if (type === 'REBALANCE_IN_PROGRESS') {
        lastAnswerMs = performance.now();
        membership.rebalancing(error);
      } else if (lostTypes.has(type ?? '')) {
        membership.lost(error);
      } else {
        noteSilence(thrown);
      }
    } finally {
      isBeating = false;
    }
  };
  // Twice as often as needed: kafkajs skips a beat that comes a little early.
  const timer = setInterval(() => void beat(), heartbeatIntervalMs / 2);
  return {
    get error() {
      return error;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
