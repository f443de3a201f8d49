import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exceedsDepth } from './exceeds-depth.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('exceedsDepth', () => {
  it('finds the depth of any JSON, whatever its texts hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const bytes = Buffer.from(JSON.stringify(value));
        const depth = depthOf(value);
        expect(exceedsDepth(bytes, depth)).toBe(false);
        if (depth > 0) expect(exceedsDepth(bytes, depth - 1)).toBe(true);
      }),
    );
  });

  it('takes brackets and quotes in texts for text', () => {
    expect(exceedsDepth(Buffer.from(String.raw`["[[[", "\"[[", "\\", "]]]"]`), 1)).toBe(false);
    expect(exceedsDepth(Buffer.from(String.raw`["\\", [1]]`), 1)).toBe(true);
  });
});
