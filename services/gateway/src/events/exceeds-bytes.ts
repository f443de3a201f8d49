/**
 * Whether a parsed JSON value takes more than `maxBytes` as compact JSON in UTF-8, escapes not counted. Stops at the bound,
 * and needs no stack however deep the value is.
 */
export function exceedsBytes(value: unknown, maxBytes: number): boolean {
  let bytes = 0;
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    // One separator each: a comma, a colon, or the bracket that closes.
    bytes += 1;
    if (typeof next === 'string') {
      bytes += Buffer.byteLength(next) + 2;
    } else if (Array.isArray(next)) {
      bytes += 1;
      for (const member of next) pending.push(member);
    } else if (typeof next === 'object' && next !== null) {
      bytes += 1;
      for (const [key, member] of Object.entries(next)) {
        bytes += Buffer.byteLength(key) + 3;
        pending.push(member);
      }
    } else {
      bytes += String(next).length;
    }
    if (bytes - 1 > maxBytes) return true;
  }
  return false;
}
