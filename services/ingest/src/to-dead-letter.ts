import { createHash } from 'node:crypto';
import type { ReceivedMessage } from '@stepup/event-bus';
import type { DeadLetter, DeadLetterReason } from './ingest-ports.ts';

/** More than any message an event of the allowed size needs to be recognised by, and safe for every topic. */
const keptBytes = 64 * 1024;

/** The record of a message that cannot be stored. */
export function toDeadLetter(message: ReceivedMessage, reason: DeadLetterReason, detail: string): DeadLetter {
  const bytes = typeof message.value === 'string' ? Buffer.from(message.value) : Buffer.from(message.value);
  return {
    reason,
    detail,
    topic: message.topic,
    partition: message.partition,
    offset: message.offset,
    key: message.key,
    headers: message.headers,
    valueStart: bytes.subarray(0, keptBytes).toString('base64'),
    valueBytes: bytes.byteLength,
    valueSha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
