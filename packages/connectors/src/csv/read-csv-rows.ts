import { type FileRefusal, refuseFile, refuseRow, type RowRefusal } from '../refusal.ts';
import type { SourceRow, SourceRowStep } from '../source-row.ts';
import type { TextChunk } from '../source-text/decode-text.ts';
import { type CsvRecord, CsvSplitter, recordLimitChars } from './csv-splitter.ts';
import { type Delimiter, detectDelimiter } from './detect-delimiter.ts';

interface CsvOptions {
  readonly delimiter?: Delimiter | undefined;
  /** Columns that the mapping reads: the header must have each. */
  readonly requiredColumns: readonly string[];
  /** Cell texts that mean "empty", beside the empty text. */
  readonly emptyValues: ReadonlySet<string>;
}

export type CsvStep =
  SourceRowStep | { readonly kind: 'row_refused'; readonly line: number; readonly refusal: RowRefusal };

class CsvRow implements SourceRow {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #header: Header;

  constructor(record: CsvRecord, header: Header) {
    this.line = record.line;
    this.#cells = record.cells;
    this.#header = header;
  }

  cell(column: string): string {
    const index = this.#header.indexes.get(column);
    const cell = index === undefined ? '' : (this.#cells[index] ?? '').trim();
    return this.#header.emptyValues.has(cell) ? '' : cell;
  }
}

interface Header {
  readonly width: number;
  readonly indexes: ReadonlyMap<string, number>;
  readonly emptyValues: ReadonlySet<string>;
}

/**
 * Rows of CSV text with a header, in lots of one text chunk each. Rows with too few or too many cells are refused one
 * by one; what makes the rest unreadable refuses the file and ends the stream.
 */
export async function* readCsvRows(
  chunks: AsyncIterable<TextChunk | FileRefusal>,
  options: CsvOptions,
): AsyncGenerator<readonly CsvStep[] | FileRefusal> {
  let splitter: CsvSplitter | undefined =
    options.delimiter === undefined ? undefined : new CsvSplitter(options.delimiter);
  let header: Header | undefined;
  let start = '';
  for await (const chunk of withEnd(chunks)) {
    if (chunk.kind === 'file_refused') {
      yield chunk;
      return;
    }
    let text = chunk.kind === 'text' ? chunk.text : '';
    if (splitter === undefined) {
      start += text;
      const firstLine = /^[\r\n]*[^\r\n]+(?=[\r\n])/.exec(start);
      if (firstLine === null && chunk.kind === 'text' && start.length <= recordLimitChars) continue;
      splitter = new CsvSplitter(detectDelimiter(firstLine?.[0] ?? start));
      text = start;
      start = '';
    }
    const records: CsvRecord[] = [];
    const refusal = splitter.push(text, records, chunk.kind === 'end');
    const steps: CsvStep[] = [];
    for (const record of records) {
      if (header === undefined) {
        const read = readHeader(record, options);
        if ('kind' in read) {
          yield read;
          return;
        }
        header = read;
      } else {
        steps.push(toStep(record, header));
      }
    }
    if (steps.length > 0) yield steps;
    if (refusal !== undefined) {
      yield refusal;
      return;
    }
  }
  if (header === undefined) {
    yield refuseFile(
      'file_empty',
      1,
      'The file is empty: not even a header line. Export it again, with column names in the first line.',
    );
  }
}

async function* withEnd<T>(chunks: AsyncIterable<T>): AsyncGenerator<T | { readonly kind: 'end' }> {
  yield* chunks;
  yield { kind: 'end' };
}

function readHeader(record: CsvRecord, options: CsvOptions): Header | FileRefusal {
  if (record.misplacedQuoteLine !== undefined) {
    return refuseFile(
      'quote_unclosed',
      record.line,
      'A quote (") in the header line does not close where a column ends. Correct the header.',
    );
  }
  const indexes = new Map<string, number>();
  for (const [index, cell] of record.cells.entries()) {
    const name = cell.trim();
    if (name === '') continue;
    const earlier = indexes.get(name);
    if (earlier !== undefined) {
      return refuseFile(
        'header_duplicate',
        record.line,
        `Columns ${String(earlier + 1)} and ${String(index + 1)} have the same name ${JSON.stringify(name)}. Rename one of them.`,
      );
    }
    indexes.set(name, index);
  }
  const missing = options.requiredColumns.filter((column) => !indexes.has(column));
  if (missing.length > 0) {
    const found = [...indexes.keys()].slice(0, 40).map((name) => JSON.stringify(name.slice(0, 60)));
    return refuseFile(
      'column_missing',
      record.line,
      `The mapping reads ${missing.map((name) => JSON.stringify(name)).join(', ')}, which the header does not have. ` +
        `It has ${found.join(', ')}. Correct the mapping (or its delimiter), or export these columns too.`,
    );
  }
  return { width: record.cells.length, indexes, emptyValues: options.emptyValues };
}

function toStep(record: CsvRecord, header: Header): CsvStep {
  if (record.misplacedQuoteLine !== undefined) {
    const line = String(record.misplacedQuoteLine);
    return {
      kind: 'row_refused',
      line: record.line,
      refusal: refuseRow(
        'quote_misplaced',
        `The quote (") that opens on line ${line} is not followed by a delimiter where it closes, so the row was not read ` +
          '(nor the lines it swallowed). Close it, or double it if it is part of the text.',
      ),
    };
  }
  if (record.cells.length !== header.width) {
    return {
      kind: 'row_refused',
      line: record.line,
      refusal: refuseRow(
        'row_ragged',
        `The row has ${String(record.cells.length)} cells and the header ${String(header.width)}. ` +
          'A delimiter may be missing, or stand inside a text without quotes.',
      ),
    };
  }
  return { kind: 'row', row: new CsvRow(record, header) };
}
