/** The same chunks, with a count of the bytes that were taken so far. */
export function countBytes(source: AsyncIterable<Uint8Array>): {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly count: () => number;
} {
  let taken = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      taken += chunk.byteLength;
      yield chunk;
    }
  }
  return { bytes: counted(), count: () => taken };
}
