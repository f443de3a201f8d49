/** Lines of text as UTF-8, one after the other. */
export interface LineBuffer {
  /** `line` has no end of its own. */
  add(line: string): void;
  /** The bytes so far, in memory of their own. */
  take(): Uint8Array<ArrayBuffer>;
}

const encoder = new TextEncoder();
const lineEnd = 0x0a;
const firstBytes = 4_096;
/** Of UTF-8 for a unit of UTF-16, at most. */
const bytesAUnit = 3;

export function createLineBuffer(): LineBuffer {
  let bytes = new Uint8Array(0);
  let length = 0;
  return {
    add(line) {
      const most = length + line.length * bytesAUnit + 1;
      if (most > bytes.byteLength) {
        const larger = new Uint8Array(Math.max(most, bytes.byteLength * 2, firstBytes));
        larger.set(bytes.subarray(0, length));
        bytes = larger;
      }
      length += encoder.encodeInto(line, bytes.subarray(length)).written;
      bytes[length] = lineEnd;
      length += 1;
    },
    take: () => bytes.slice(0, length),
  };
}
