/** Why a whole file was not read, or not read further. */
export type FileRefusalCode =
  | 'file_unreadable'
  | 'file_empty'
  | 'file_kind_unsupported'
  | 'gzip_damaged'
  | 'encoding_invalid'
  | 'encoding_not_stated'
  | 'header_duplicate'
  | 'column_missing'
  | 'quote_unclosed'
  | 'record_too_large'
  | 'xml_malformed'
  | 'held_rows_limit'
  | 'definition_invalid';

/** Why one row was not taken; reading goes on with the next one. */
export type RowRefusalCode =
  | 'row_ragged'
  | 'quote_misplaced'
  | 'id_missing'
  | 'id_repeated'
  | 'time_missing'
  | 'time_invalid'
  | 'time_after_snapshot'
  | 'times_out_of_order'
  | 'pipeline_unmapped'
  | 'stage_missing'
  | 'stage_unmapped'
  | 'stage_undated'
  | 'outcome_undated'
  | 'value_unmapped'
  | 'number_invalid'
  | 'boolean_invalid'
  | 'event_invalid';

/** Lines and columns count from 1; a line is a physical line of the unpacked file. */
export interface FileRefusal {
  readonly kind: 'file_refused';
  readonly code: FileRefusalCode;
  readonly line: number;
  readonly column?: number;
  /** What is wrong and what to do about it. */
  readonly message: string;
}

export interface RowRefusal {
  readonly kind: 'row_refused';
  readonly code: RowRefusalCode;
  /** The name of the source column, where one is to blame. */
  readonly column?: string;
  readonly message: string;
}

export function refuseFile(
  code: FileRefusalCode,
  line: number,
  message: string,
  column?: number,
): FileRefusal {
  return { kind: 'file_refused', code, line, message, ...(column === undefined ? {} : { column }) };
}

export function refuseRow(code: RowRefusalCode, message: string, column?: string): RowRefusal {
  return { kind: 'row_refused', code, message, ...(column === undefined ? {} : { column }) };
}

/** A cell as shown in messages: short, and on one line. */
export function quoteCell(cell: string): string {
  return JSON.stringify(cell.length > 60 ? `${cell.slice(0, 57)}...` : cell);
}
