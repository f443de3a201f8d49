export interface InProcessLimits {
  /** Bounds of one call of `handleBatch`. */
  maxBatchMessages: number;
  maxBatchBytes: number;
  /** Bounds of what waits or is being handled, per group and partition; beyond them `publish` is refused. */
  maxQueuedMessages: number;
  maxQueuedBytes: number;
}

/**
 * A batch is one insert of the sink and one derivation of what depends on it. Statements cost the sink their analysis,
 * however few rows they bring: 60,000 events of an import took its engine 2.8 s in one batch and 5.4 s in six. The queue
 * takes eight batches of bytes.
 */
export const defaultLimits: InProcessLimits = {
  maxBatchMessages: 30_000,
  maxBatchBytes: 32 * 1024 * 1024,
  maxQueuedMessages: 200_000,
  maxQueuedBytes: 256 * 1024 * 1024,
};
