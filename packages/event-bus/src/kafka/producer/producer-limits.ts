export interface ProducerLimits {
  /**
   * Bounds one request. Every partition gets one batch of it, which must fit the topic's `max.message.bytes` (1 MiB
   * where nothing is set).
   */
  maxRequestBytes: number;
  /** Bounds what is published and not yet acknowledged; beyond it `publish` is refused. */
  maxUnacknowledgedBytes: number;
  maxUnacknowledgedMessages: number;
  /** When a publish is given up that the broker has not acknowledged. */
  publishTimeoutMs: number;
}

export const defaultProducerLimits: ProducerLimits = {
  maxRequestBytes: 900_000,
  maxUnacknowledgedBytes: 64 * 1024 * 1024,
  maxUnacknowledgedMessages: 200_000,
  publishTimeoutMs: 30_000,
};
