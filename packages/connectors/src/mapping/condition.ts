import * as z from 'zod';
import type { SourceRow } from '../source-row.ts';

const cellText = z.string().max(500);

const condition = z.preprocess(
  (written) => {
    if (typeof written === 'string') return { any_of: [written] };
    return Array.isArray(written) ? { any_of: written } : written;
  },
  z
    .strictObject({
      any_of: z.array(cellText).min(1).optional(),
      none_of: z.array(cellText).min(1).optional(),
      starts_with: cellText.min(1).optional(),
    })
    .refine((tests) => Object.keys(tests).length > 0, 'needs "any_of", "none_of" or "starts_with"'),
);

/** Column → the text or texts it must hold, or `{any_of?, none_of?, starts_with?}`. All must hold; '' is an empty cell. */
export const conditions = z.record(z.string().min(1), condition);

export type Conditions = z.output<typeof conditions>;

type RowTest = (row: SourceRow) => boolean;

export function compileConditions(all: Conditions | undefined): RowTest {
  const tests = Object.entries(all ?? {}).map(([column, tests]) => {
    const anyOf = tests.any_of === undefined ? undefined : new Set(tests.any_of);
    const noneOf = new Set(tests.none_of);
    const start = tests.starts_with ?? '';
    return (row: SourceRow): boolean => {
      const cell = row.cell(column);
      return (anyOf === undefined || anyOf.has(cell)) && !noneOf.has(cell) && cell.startsWith(start);
    };
  });
  return (row) => tests.every((test) => test(row));
}
