import type { ReceivedMessage } from '@stepup/event-bus';
import { type MessageContent, receivedAtHeader } from '../decode-message.ts';

/**
 * What decoding reads of the messages of a batch, as it goes to another thread: `values` one after the other, so that their
 * memory changes hands in one piece, `ends` where each of them ends in it, and texts by message.
 */
export interface PackedMessages {
  keys: string[];
  receivedAt: (string | null)[];
  ends: Uint32Array<ArrayBuffer>;
  values: Uint8Array<ArrayBuffer>;
}

export function packMessages(batch: readonly ReceivedMessage[]): PackedMessages {
  const values = batch.map(({ value }) => (typeof value === 'string' ? Buffer.from(value) : value));
  const packed: PackedMessages = {
    keys: batch.map(({ key }) => key),
    receivedAt: batch.map(({ headers }) => headers[receivedAtHeader] ?? null),
    ends: new Uint32Array(batch.length),
    // Memory of its own: what Node lends out of its pool cannot change hands.
    values: new Uint8Array(values.reduce((bytes, value) => bytes + value.byteLength, 0)),
  };
  let end = 0;
  for (const [index, value] of values.entries()) {
    packed.values.set(value, end);
    end += value.byteLength;
    packed.ends[index] = end;
  }
  return packed;
}

/** One at a time, as each is needed. */
export function* unpackMessages({
  keys,
  receivedAt,
  ends,
  values,
}: PackedMessages): Generator<MessageContent, undefined> {
  for (const [index, key] of keys.entries()) {
    const received = receivedAt[index] ?? null;
    const headers = received === null ? {} : { [receivedAtHeader]: received };
    yield { key, headers, value: values.subarray(ends[index - 1] ?? 0, ends[index]) };
  }
  return undefined;
}
