import { Kafka, type KafkaConfig, type RetryOptions, logLevel } from 'kafkajs';
import type { KafkaConnection } from './kafka-connection.ts';
import { toLogCreator } from './to-log-creator.ts';

/**
 * About 9 s of attempts for one request. Set in full, since kafkajs has other defaults when it believes to be under
 * test.
 */
export const requestRetry = {
  initialRetryTime: 100,
  factor: 0.2,
  multiplier: 2,
  maxRetryTime: 2_000,
  retries: 8,
} satisfies RetryOptions;

/** How long one request may take before its connection counts as dead. */
export const REQUEST_TIMEOUT_MS = 10_000;

function toSasl(sasl: NonNullable<KafkaConnection['sasl']>): NonNullable<KafkaConfig['sasl']> {
  const { username, password } = sasl;
  // One branch each: kafkajs tells the mechanisms apart by a union of literals.
  switch (sasl.mechanism) {
    case 'plain':
      return { mechanism: 'plain', username, password };
    case 'scram-sha-256':
      return { mechanism: 'scram-sha-256', username, password };
    case 'scram-sha-512':
      return { mechanism: 'scram-sha-512', username, password };
  }
}

/** A client of kafkajs with our bounds and our log. It connects to nothing yet. */
export function openKafka({ brokers, clientId, log, ssl, sasl }: KafkaConnection): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: requestRetry,
    logLevel: logLevel.INFO,
    logCreator: toLogCreator(log),
    ...(ssl === true ? { ssl: true } : {}),
    ...(sasl === undefined ? {} : { sasl: toSasl(sasl) }),
  });
}
