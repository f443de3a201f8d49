import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageRows } from './page-rows.ts';

describe('pageRows', () => {
  it('gives every row once, in order, in pages of any size', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'binary' })),
        fc.integer({ min: 1, max: 5 }),
        (keys, limit) => {
          const rows = keys
            .toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
            .map((key) => ({ key }));
          const seen: { key: string }[] = [];
          let after: string | null = null;
          do {
            const page: ReturnType<typeof pageRows<{ key: string }>> = pageRows(rows, after, limit);
            seen.push(...page.rows);
            after = page.next;
          } while (after !== null);
          expect(seen).toEqual(rows);
        },
      ),
    );
  });
});
