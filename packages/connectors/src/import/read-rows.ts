import { type CsvStep, readCsvRows } from '../csv/read-csv-rows.ts';
import type { Mapping } from '../mapping/compiled-mapping.ts';
import type { FileRefusal } from '../refusal.ts';
import { decodeText } from '../source-text/decode-text.ts';
import { unpackBytes } from '../source-text/unpack.ts';
import { readXesRows } from '../xes/read-xes-rows.ts';

export type SourceFormat = 'csv' | 'xes';

interface RowSource {
  readonly mapping: Mapping;
  readonly format: SourceFormat;
  readonly requiredColumns: readonly string[];
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The rows of a file in lots; a file refusal ends them. */
export function readRows({
  mapping,
  format,
  requiredColumns,
  bytes,
}: RowSource): AsyncIterable<readonly CsvStep[] | FileRefusal> {
  const { file, emptyValues } = mapping;
  const text = decodeText(unpackBytes(bytes), file.encoding);
  if (format === 'csv') return readCsvRows(text, { delimiter: file.delimiter, requiredColumns, emptyValues });
  return readXesRows(text, {
    keyOfColumn: new Map(Object.entries(file.xes?.columns ?? {})),
    emptyValues,
    encodingIsStated: file.encoding !== undefined,
  });
}
