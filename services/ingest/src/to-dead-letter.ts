import { createHash } from 'node:crypto';
import {
  deadLetterId,
  deadLetterLimits,
  instantOfDate,
  replayHeaders,
  stepOfReason,
  toInstant,
} from '@stepup/contracts';
import type { ReceivedMessage } from '@stepup/event-bus';
import type { DeadLetter, DeadLetterReason } from './ingest-ports.ts';
import type { Refusal } from './refusal.ts';

/** Longer texts are cut: no parser's complaint and no name of a type needs more to be understood. */
const longestDetail = 4_000;
const longestType = 200;
/** No key or header of an event is near these; as JSON they may take six times as many bytes, and a letter has to fit its topic. */
const longestKey = 4_000;
const longestHeaders = 64_000;

/**
 * The record of a message that cannot be stored. A pure function of the message and where it lay, so that a delivery that is
 * repeated makes the same letter; a message that was sent again keeps the id of its letter.
 */
export function toDeadLetter(
  message: ReceivedMessage,
  reason: DeadLetterReason,
  refusal: Refusal,
): DeadLetter {
  const bytes = typeof message.value === 'string' ? Buffer.from(message.value) : Buffer.from(message.value);
  const isValueWhole = bytes.byteLength <= deadLetterLimits.wholeValueBytes;
  const kept = isValueWhole ? bytes : bytes.subarray(0, deadLetterLimits.cutValueBytes);
  const value_sha256 = createHash('sha256').update(bytes).digest('hex');
  const { [replayHeaders.id]: replayedId, [replayHeaders.attempts]: tried, ...headers } = message.headers;
  const original = deadLetterId.safeParse(replayedId);
  const areHeadersWhole = lengthOf(headers) <= longestHeaders;
  return {
    id: original.success ? original.data : idOf(message, value_sha256),
    tenant: refusal.tenant,
    step: stepOfReason[reason],
    reason,
    detail: storable(refusal.says, longestDetail),
    problems: refusal.problems.map(({ code, path, message: says }) => ({
      code,
      path: storable(path, longestDetail),
      message: storable(says, longestDetail),
    })),
    event_type: refusal.eventType === null ? null : storable(refusal.eventType, longestType),
    key: storable(message.key, longestKey),
    headers: areHeadersWhole ? storableHeaders(headers) : {},
    value: kept.toString('base64'),
    value_bytes: bytes.byteLength,
    value_sha256,
    // Without its key or its headers it would be another message.
    value_is_whole: isValueWhole && areHeadersWhole && message.key.length <= longestKey,
    topic: message.topic,
    partition: message.partition,
    offset: message.offset,
    received_at: toInstant(headers['receivedat'] ?? '') ?? instantOf(message.timestampMs),
    attempts: original.success ? triedBefore(tried) + 1 : 1,
  };
}

function idOf({ topic, partition, offset }: ReceivedMessage, sha256: string): string {
  const place = JSON.stringify([topic, partition, offset, sha256]);
  return createHash('sha256').update(place).digest('hex').slice(0, 32);
}

function triedBefore(header: string | undefined): number {
  return /^[1-9]\d{0,8}$/.test(header ?? '') ? Number(header) : 1;
}

/** A broker may not know when it got a message, and says -1. */
function instantOf(timestampMs: number): string {
  return instantOfDate(new Date(Math.min(Math.max(timestampMs, 0), Date.UTC(2299, 0))));
}

function lengthOf(headers: Readonly<Record<string, string>>): number {
  return Object.entries(headers).reduce((sum, [name, text]) => sum + name.length + text.length, 0);
}

/** No record keeps a field of that one name; no sender of ours has such a header. */
function storableHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => name !== '__proto__');
  return Object.fromEntries(kept.map(([name, text]) => [name.toWellFormed(), text.toWellFormed()]));
}

/** What quotes a message may be cut within a character; no store keeps half of one. */
function storable(text: string, longest: number): string {
  return text.slice(0, longest).toWellFormed();
}
