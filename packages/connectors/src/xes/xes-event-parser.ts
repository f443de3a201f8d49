import { SaxesParser } from 'saxes';
import { type FileRefusal, refuseFile } from '../refusal.ts';
import type { SourceRow, SourceRowStep } from '../source-row.ts';

/** Longest stretch of XML without a tag's end, in UTF-16 units; what is longer is no event. */
const tagLimitChars = 1024 * 1024;

/** Elements of XES whose `key` and `value` are an attribute. */
const attributeElements = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);

export interface XesOptions {
  /** Column of the mapping → XES attribute key, `case:` before keys of the trace. */
  readonly keyOfColumn: ReadonlyMap<string, string>;
  readonly emptyValues: ReadonlySet<string>;
  /** False where the mapping or a byte order mark does not say the encoding and it was taken to be UTF-8. */
  readonly encodingIsStated: boolean;
}

class XesRow implements SourceRow {
  readonly line: number;
  readonly #trace: ReadonlyMap<string, string>;
  readonly #event: ReadonlyMap<string, string>;
  readonly #options: XesOptions;

  constructor(
    line: number,
    trace: ReadonlyMap<string, string>,
    event: ReadonlyMap<string, string>,
    options: XesOptions,
  ) {
    this.line = line;
    this.#trace = trace;
    this.#event = event;
    this.#options = options;
  }

  cell(column: string): string {
    const key = this.#options.keyOfColumn.get(column) ?? column;
    const value = key.startsWith('case:') ? this.#trace.get(key.slice(5)) : this.#event.get(key);
    const cell = (value ?? '').trim();
    return this.#options.emptyValues.has(cell) ? '' : cell;
  }
}

/**
 * Turns XES text that comes in pieces into one row an event: the event's own attributes under their keys, those of
 * its trace under `case:` and the key. Attributes of attributes, of the log, and defaults in `global` are no columns.
 * A trace's attributes stand before its events (IEEE 1849).
 */
export class XesEventParser {
  readonly #options: XesOptions;
  readonly #parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  #rows: SourceRowStep[] = [];
  #refusal: FileRefusal | undefined;
  #path: string[] = [];
  #trace = new Map<string, string>();
  #event = new Map<string, string>();
  #eventLine = 1;
  #lastTagEnd = 0;

  constructor(options: XesOptions) {
    this.#options = options;
    this.#parser.on('xmldecl', ({ encoding }) => {
      const isUnicode = encoding === undefined || /^utf-?(8|16)$/i.test(encoding);
      if (isUnicode || options.encodingIsStated) return;
      this.#refuse(
        'encoding_not_stated',
        `The file says that its encoding is ${encoding.slice(0, 40)}. State it in the mapping ("encoding: windows-1252"), or save the file as UTF-8.`,
      );
    });
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#open(name, attributes['key'], attributes['value']);
    });
    this.#parser.on('closetag', () => {
      this.#close();
    });
    this.#parser.on('error', (error) => {
      // saxes writes the place before the finding; it goes into fields of its own.
      const finding = error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, '');
      this.#refuse('xml_malformed', `Not well-formed XML: ${finding}. Export the log again.`);
    });
  }

  push(text: string, isLast: boolean): { rows: readonly SourceRowStep[]; refusal: FileRefusal | undefined } {
    this.#rows = [];
    if (this.#refusal === undefined) this.#parser.write(text);
    if (isLast && this.#refusal === undefined) this.#parser.close();
    if (this.#refusal === undefined && this.#parser.position - this.#lastTagEnd > tagLimitChars) {
      this.#refuse(
        'record_too_large',
        `No tag ends within ${String(tagLimitChars)} characters. Leave the long attribute out of the export.`,
      );
    }
    return { rows: this.#rows, refusal: this.#refusal };
  }

  #refuse(
    code: 'xml_malformed' | 'record_too_large' | 'encoding_not_stated' | 'file_kind_unsupported',
    message: string,
  ): void {
    // After the first fault the parser's state means nothing.
    this.#refusal ??= refuseFile(code, this.#parser.line, message, Math.max(1, this.#parser.columnIndex));
  }

  #open(name: string, key: string | undefined, value: string | undefined): void {
    this.#lastTagEnd = this.#parser.position;
    const parent = this.#path.at(-1);
    this.#path.push(name);
    if (parent === undefined && name !== 'log') {
      this.#refuse(
        'file_kind_unsupported',
        `The outermost element is <${name.slice(0, 40)}>, so this is no XES log (<log>).`,
      );
    } else if (name === 'trace' && parent === 'log') {
      this.#trace = new Map();
    } else if (name === 'event' && parent === 'trace') {
      this.#event = new Map();
      this.#eventLine = this.#parser.line;
    } else if (key !== undefined && value !== undefined && attributeElements.has(name)) {
      if (parent === 'event') this.#event.set(key, value);
      else if (parent === 'trace') this.#trace.set(key, value);
    }
  }

  #close(): void {
    this.#lastTagEnd = this.#parser.position;
    const name = this.#path.pop();
    if (name === 'event' && this.#path.at(-1) === 'trace' && this.#refusal === undefined) {
      this.#rows.push({
        kind: 'row',
        row: new XesRow(this.#eventLine, this.#trace, this.#event, this.#options),
      });
    }
  }
}
