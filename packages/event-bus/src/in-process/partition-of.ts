/** The partition of a key: FNV-1a over its UTF-16 code units (offset basis 2166136261, prime 16777619). */
export function partitionOf(key: string, partitionCount: number): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 16_777_619);
  }
  return (hash >>> 0) % partitionCount;
}
