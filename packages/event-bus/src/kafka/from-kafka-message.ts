import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { ReceivedMessage } from '../event-bus.ts';

/**
 * The first text or bytes of a header. kafkajs gathers headers in an object with a prototype, so that one named
 * `constructor` looks repeated, its first value a function.
 */
function headerText(value: IHeaders[string] | null): string {
  const values = Array.isArray(value) ? value : [value];
  return values.find((item) => typeof item === 'string' || Buffer.isBuffer(item))?.toString() ?? '';
}

function toHeaders(headers: IHeaders | undefined): Record<string, string> {
  if (headers === undefined) return {};
  // Defines properties: `__proto__` is a header like any other.
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, headerText(value)]));
}

/**
 * Whatever some producer has written, as a message of the port: no key is the empty key, no value the empty value, of a
 * repeated header the first counts, and bytes that are no UTF-8 become replacement characters in keys and headers.
 */
export function fromKafkaMessage(topic: string, partition: number, message: KafkaMessage): ReceivedMessage {
  return {
    topic,
    partition,
    offset: message.offset,
    timestampMs: Number(message.timestamp),
    key: message.key?.toString() ?? '',
    value: message.value ?? new Uint8Array(),
    headers: toHeaders(message.headers),
  };
}
