/** Compares the UTF-8 bytes of two texts; JavaScript's own order is by UTF-16 units and differs beyond U+FFFF. */
export function compareBytewise(one: string, other: string): number {
  return one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other));
}
