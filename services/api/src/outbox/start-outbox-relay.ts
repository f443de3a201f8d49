import { randomUUID } from 'node:crypto';
import { instantOfDate } from '@stepup/contracts';
import type { Logger } from '@stepup/runtime';
import { claimOutbox, markSent, type UnsentEvent, withSystem } from '@stepup/store';
import type { ApiPorts } from '../api-ports.ts';
import { tellOfFindings } from './tell-of-findings.ts';
import { tellPseudonyms } from './tell-pseudonyms.ts';
import { toBusMessage } from './to-bus-message.ts';

interface RelayParts extends Pick<ApiPorts, 'pool' | 'warehouse' | 'directory' | 'publishEvents' | 'clock'> {
  readonly log: Logger;
}

const pauseMs = 500;
const leaseSeconds = 30;
const limit = 500;

/**
 * Sends what stands in the outbox, in the order of each record, as long as this process holds the lease. An event is marked as
 * sent after the bus has it: after a crash in between it is sent twice, under the same id.
 */
export function startOutboxRelay({ pool, warehouse, directory, publishEvents, clock, log }: RelayParts): {
  close(): Promise<void>;
} {
  const holder = randomUUID();
  const stopping = new AbortController();
  const running = run();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await sweep();
      } catch (error) {
        log.error({ err: error }, 'events of the outbox cannot be sent; they stay there and are tried again');
      }
      await pause(stopping.signal);
    }
  }

  /** Every unsent event once, in batches. */
  async function sweep(): Promise<void> {
    let after: UnsentEvent | null = null;
    while (!stopping.signal.aborted) {
      const at = instantOfDate(clock.now());
      const claim = await withSystem(pool, (tx) =>
        claimOutbox(tx, { holder, at, leaseSeconds, limit, after }),
      );
      if (claim.kind === 'held_by_other' || claim.events.length === 0) return;
      if ((await publishEvents(claim.events.map(toBusMessage))) !== 'published') return;
      const eventIds = claim.events.map(({ eventId }) => eventId);
      const sentAt = instantOfDate(clock.now());
      const marked = await withSystem(pool, (tx) => markSent(tx, { holder, at: sentAt, eventIds }));
      // After the marking: a warehouse that is away must not have the same events published again and again.
      await tellPseudonyms({ pool, warehouse }, claim.events).catch((error: unknown) =>
        log.error(
          { err: error },
          'boards were not told whose pseudonyms these are; a later event of each person tells them',
        ),
      );
      await tellOfFindings({ pool, warehouse, directory, clock }, claim.events).catch((error: unknown) =>
        log.error({ err: error }, 'boards were not told from when to show findings; the schedule tells them'),
      );
      if (marked.kind === 'lease_lost') return;
      after = claim.events.at(-1) ?? null;
    }
  }

  return {
    async close() {
      stopping.abort();
      await running;
    },
  };
}

/** Waits a moment, or until the relay is to stop. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, pauseMs);
    signal.addEventListener('abort', done);
  });
}
