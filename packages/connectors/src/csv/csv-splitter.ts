import { type FileRefusal, refuseFile } from '../refusal.ts';
import type { Delimiter } from './detect-delimiter.ts';

/** Longest record taken, in UTF-16 units; an event is at most half of that. Bounds memory, and finds lost quotes early. */
export const recordLimitChars = 1024 * 1024;

export interface CsvRecord {
  /** The physical line on which the record starts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The line of a quote that something other than a delimiter or a line end follows. */
  readonly misplacedQuoteLine?: number;
}

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Splits text that comes in pieces into the records of RFC 4180, with LF, CR LF or CR as line end. Quotes inside an
 * unquoted field are text. Empty lines are no records. A record whose quote is misplaced ends at the next line end,
 * so that one lost quote costs the rows it swallowed and no more.
 */
export class CsvSplitter {
  readonly #delimiter: number;
  #rest = '';
  #line = 1;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The records that `text` completes, appended to `records`; a refusal ends the file. */
  push(text: string, records: CsvRecord[], isLast = false): FileRefusal | undefined {
    const buffer = this.#rest + text;
    let start = 0;
    while (start < buffer.length) {
      const scan = this.#scanRecord(buffer, start, isLast);
      if (scan.kind === 'open') {
        const open = buffer.length - start;
        if (isLast || open > recordLimitChars) return this.#refuseOpen(scan.quoteLine, isLast);
        break;
      }
      if (scan.end - start > recordLimitChars) return this.#refuseOpen(undefined, false);
      if (scan.record !== undefined) records.push(scan.record);
      start = scan.end;
      this.#line = scan.nextLine;
    }
    this.#rest = start === 0 ? buffer : buffer.slice(start);
    return undefined;
  }

  #refuseOpen(quoteLine: number | undefined, isLast: boolean): FileRefusal {
    if (quoteLine === undefined) {
      return refuseFile(
        'record_too_large',
        this.#line,
        `The row that starts on line ${String(this.#line)} is longer than ${String(recordLimitChars)} characters. ` +
          'Check that its line ends are in place, or leave the long column out of the export.',
      );
    }
    const reach = isLast ? 'to the end of the file' : `for ${String(recordLimitChars)} characters`;
    return refuseFile(
      'quote_unclosed',
      quoteLine,
      `The quote (") that opens on line ${String(quoteLine)} stays open ${reach}. Close it, or double it if it is part of the text.`,
    );
  }

  #scanRecord(
    buffer: string,
    start: number,
    isLast: boolean,
  ):
    | { kind: 'open'; quoteLine?: number }
    | { kind: 'done'; record?: CsvRecord; end: number; nextLine: number } {
    const delimiter = this.#delimiter;
    const length = buffer.length;
    const cells: string[] = [];
    let line = this.#line;
    let misplacedQuoteLine: number | undefined;
    let at = start;
    for (;;) {
      let cell: string;
      if (buffer.charCodeAt(at) === QUOTE && misplacedQuoteLine === undefined) {
        const quoteLine = line;
        let from = at + 1;
        cell = '';
        for (;;) {
          const quote = buffer.indexOf('"', from);
          if (quote < 0) return { kind: 'open', quoteLine };
          cell += buffer.slice(from, quote);
          at = quote + 1;
          // The next character decides whether this quote closes or is the first of a doubled one.
          if (at === length && !isLast) return { kind: 'open', quoteLine };
          if (buffer.charCodeAt(at) !== QUOTE) break;
          cell += '"';
          from = at + 1;
        }
        line += countLineEnds(cell);
        const next = buffer.charCodeAt(at);
        if (at < length && next !== delimiter && next !== LINE_FEED && next !== CARRIAGE_RETURN) {
          misplacedQuoteLine = quoteLine;
        }
      } else {
        cell = '';
      }
      const from = at;
      let code = -1;
      for (; at < length; at += 1) {
        code = buffer.charCodeAt(at);
        if (code === delimiter || code === LINE_FEED || code === CARRIAGE_RETURN) break;
      }
      if (at > from) cell += buffer.slice(from, at);
      if (at === length && !isLast) return { kind: 'open' };
      cells.push(cell);
      if (at < length && code === delimiter) {
        at += 1;
        // A delimiter that ends the text is followed by one more, empty, cell.
        if (at === length && !isLast) return { kind: 'open' };
        continue;
      }
      // A CR at the end of a piece may be half of a CR LF.
      if (code === CARRIAGE_RETURN && at === length - 1 && !isLast) return { kind: 'open' };
      let end = Math.min(at + 1, length);
      if (code === CARRIAGE_RETURN && buffer.charCodeAt(end) === LINE_FEED) end += 1;
      const isEmptyLine = cells.length === 1 && at === start;
      const record = isEmptyLine
        ? undefined
        : { line: this.#line, cells, ...(misplacedQuoteLine === undefined ? {} : { misplacedQuoteLine }) };
      return { kind: 'done', end, nextLine: line + 1, ...(record === undefined ? {} : { record }) };
    }
  }
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
