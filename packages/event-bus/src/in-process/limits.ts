export interface InProcessLimits {
  /** Bounds of one call of `handleBatch`. */
  maxBatchMessages: number;
  maxBatchBytes: number;
  /** Bounds of what waits or is being handled, per group and partition; beyond them `publish` is refused. */
  maxQueuedMessages: number;
  maxQueuedBytes: number;
}

/**
 * A batch is one insert of the sink: 10,000 rows an insert are the fastest there, and 16 MiB take one
 * request of the greatest size. The queue takes sixteen such batches of bytes.
 */
export const defaultLimits: InProcessLimits = {
  maxBatchMessages: 10_000,
  maxBatchBytes: 16 * 1024 * 1024,
  maxQueuedMessages: 200_000,
  maxQueuedBytes: 256 * 1024 * 1024,
};
