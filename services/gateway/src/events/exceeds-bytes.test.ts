import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exceedsBytes } from './exceeds-bytes.ts';

describe('exceedsBytes', () => {
  it('never counts more than the compact text has, and nearly all of it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        const size = Buffer.byteLength(text);
        // Each list and object may count a separator for its last member that the text does not have.
        const containers = text.split(/[[{]/).length;
        expect(exceedsBytes(value, size + containers)).toBe(false);
        const escapes = text.split('\\').length * 6;
        if (size > escapes + containers + 2)
          expect(exceedsBytes(value, size - escapes - containers - 2)).toBe(true);
      }),
    );
  });

  it('bears any depth', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(exceedsBytes(deep, 500_000)).toBe(false);
    expect(exceedsBytes(deep, 50_000)).toBe(true);
  });
});
