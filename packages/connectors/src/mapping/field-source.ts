import * as z from 'zod';
import { quoteCell, refuseRow, type RowRefusal } from '../refusal.ts';
import type { SourceRow } from '../source-row.ts';

const text = z.string().min(1, 'must not be empty').max(500, 'must be at most 500 characters');

/** Where a field comes from: a column's name, a column with a table of values, or one constant for all rows. */
export const fieldSource = z.preprocess(
  (written) => (typeof written === 'string' ? { column: written } : written),
  z
    .strictObject({
      column: text.optional(),
      constant: text.optional(),
      /** What the source writes → what it means. */
      values: z.record(z.string(), text).optional(),
      /** What becomes of a value that is not in `values`. */
      other_values: z.enum(['keep', 'refuse']).default('keep'),
      /** For empty cells. */
      default: text.optional(),
    })
    .refine(
      (source) => (source.column === undefined) !== (source.constant === undefined),
      'needs either "column" or "constant"',
    ),
);

export type FieldSource = z.output<typeof fieldSource>;

/** The text of a field in a row: '' where it has none. */
export type FieldReader = (row: SourceRow) => string | RowRefusal;

export function compileFieldSource(source: FieldSource): FieldReader {
  const { constant, column } = source;
  if (constant !== undefined) return () => constant;
  if (column === undefined) return () => '';
  const values = new Map(Object.entries(source.values ?? {}));
  const fallback = source.default ?? '';
  return (row) => {
    const cell = row.cell(column);
    if (cell === '') return fallback;
    const value = values.get(cell);
    if (value !== undefined) return value;
    if (source.other_values === 'keep') return cell;
    return refuseRow(
      'value_unmapped',
      `Column ${JSON.stringify(column)} holds ${quoteCell(cell)}, for which the mapping has no value. ` +
        'Add it under "values", or say "other_values: keep".',
      column,
    );
  };
}
