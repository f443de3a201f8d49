import type { BusMessage } from '../../event-bus.ts';

/** Lengths, offsets and attributes of a record, at most. */
const RECORD_OVERHEAD_BYTES = 32;

/** What a message takes in a request, a little more at most. */
export function messageBytes({ key, value, headers }: BusMessage): number {
  let bytes = RECORD_OVERHEAD_BYTES + Buffer.byteLength(key);
  bytes += typeof value === 'string' ? Buffer.byteLength(value) : value.byteLength;
  for (const [name, text] of Object.entries(headers)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(text) + 8;
  }
  return bytes;
}
