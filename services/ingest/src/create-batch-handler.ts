import type { ReceivedMessage } from '@stepup/event-bus';
import type { Logger } from '@stepup/runtime';
import { decodeBatch } from './decoding/decode-batch.ts';
import type { IngestPorts } from './ingest-ports.ts';
import { storeMessages } from './store-messages.ts';

export interface BatchHandler {
  /** Resolves when every message is stored or kept as a dead letter; rejects when none counts as handled. */
  handleBatch(batch: readonly ReceivedMessage[]): Promise<void>;
  /**
   * Whether all that is stored has reached the facts: no batch is under way and none broke off since. While false, an
   * event found in the store proves nothing, and whoever asks has to send it again.
   */
  isSettled(): boolean;
}

/**
 * Handles batches of the events topic, one at a time, for senders that are answered when the facts are derived.
 *
 * @param openBatches how many batches from before the start could not be finished
 */
export function createBatchHandler(ports: IngestPorts, log: Logger, openBatches = 0): BatchHandler {
  let underWay = 0;
  let hasBrokenOff = false;
  // Batches whose facts the engine refuses to derive: they hold up nobody else, but nothing is settled meanwhile.
  let unfinished = openBatches;

  const handle = async (batch: readonly ReceivedMessage[]): Promise<void> => {
    if (hasBrokenOff) {
      // An earlier batch may lie in the store without its facts, and its sender may never repeat it.
      const { finished, failed } = await ports.finishOpenBatches();
      unfinished = failed.length;
      log.warn(
        { finished, failed },
        'facts of batches that broke off are derived, as far as the engine does',
      );
    }
    await storeMessages(
      { ...ports, decode: decodeBatch, storeEvents: (events) => ports.storeBatch(events) },
      batch,
      log,
    );
  };

  return {
    async handleBatch(batch) {
      underWay += 1;
      try {
        await handle(batch);
        hasBrokenOff = false;
      } catch (error) {
        hasBrokenOff = true;
        log.error({ err: error, messages: batch.length }, 'batch not handled');
        throw error;
      } finally {
        underWay -= 1;
      }
    },
    isSettled: () => underWay === 0 && !hasBrokenOff && unfinished === 0,
  };
}
