/** Memory that request bodies of a process may take together. */
export interface BodyBudget {
  readonly totalBytes: number;
  readonly freeBytes: number;
  /** Sets bytes aside and returns what gives them back, or null when that many are not free. */
  reserve(sizeBytes: number): (() => void) | null;
}

/**
 * A budget for `readBody`: a body counts with what it may become, from its first byte until its request is
 * answered. A body larger than the whole budget is let through alone.
 */
export function createBodyBudget(totalBytes: number): BodyBudget {
  let freeBytes = totalBytes;
  return {
    totalBytes,
    get freeBytes() {
      return freeBytes;
    },
    reserve(sizeBytes) {
      if (sizeBytes > freeBytes) return null;
      freeBytes -= sizeBytes;
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        freeBytes += sizeBytes;
      };
    },
  };
}
