const quote = 0x22;
const backslash = 0x5c;

/**
 * Whether JSON text (in UTF-8, well-formed or not) opens more than `maxDepth` lists and objects inside each other. Asked
 * before parsing: `JSON.parse` took 3.5 s for ten million brackets, this 0.08 s (2026-11-22, one core of a 2-core x64 machine,
 * Node 24.21).
 */
export function exceedsDepth(bytes: Uint8Array, maxDepth: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (isInText) {
      if (byte === backslash) index += 1;
      else if (byte === quote) isInText = false;
    } else if (byte === quote) {
      isInText = true;
    } else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (byte === 0x5d || byte === 0x7d) {
      depth -= 1;
    }
  }
  return false;
}
