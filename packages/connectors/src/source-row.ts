/** One row of a table or one event of a log, before mapping. */
export interface SourceRow {
  /** Physical line on which it starts, from 1. */
  readonly line: number;
  /** The trimmed text of a column; '' where it is empty, says "empty" in the mapping's words, or does not exist. */
  cell(column: string): string;
}

export type SourceRowStep = { readonly kind: 'row'; readonly row: SourceRow };
