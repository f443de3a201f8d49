export interface ConsumerSettings {
  /** Partitions whose batches are handled at the same time; of one partition never two. */
  concurrentPartitions: number;
  /** Bounds one batch, and one answer of a broker for all its partitions together; the first message always passes. */
  maxBatchBytes: number;
  maxFetchBytes: number;
  /** A broker waits for so much before it answers: many small batches cost far more than a few larger ones. */
  minFetchBytes: number;
  /** And no longer than this; also how long kafkajs sleeps when nothing is to be fetched. */
  maxWaitMs: number;
  heartbeatIntervalMs: number;
  /** When the group gives up a consumer that is silent. */
  sessionTimeoutMs: number;
  /** How long the group waits for a consumer to finish its batch before it moves the partitions without it. */
  rebalanceTimeoutMs: number;
  /** How long the brokers may be away before the consumer stops for good. */
  maxOutageMs: number;
}

export const defaultConsumerSettings: ConsumerSettings = {
  concurrentPartitions: 1,
  maxBatchBytes: 4 * 1024 * 1024,
  maxFetchBytes: 16 * 1024 * 1024,
  minFetchBytes: 512 * 1024,
  maxWaitMs: 250,
  heartbeatIntervalMs: 2_000,
  sessionTimeoutMs: 30_000,
  rebalanceTimeoutMs: 60_000,
  maxOutageMs: 120_000,
};
