import { quoteCell, refuseRow, type RowRefusal } from '../refusal.ts';
import type { SourceRow } from '../source-row.ts';
import type { TimeReader } from '../times/time-reader.ts';
import type { Mapping } from './compiled-mapping.ts';
import { compileFieldSource, type FieldReader } from './field-source.ts';
import type { DealFieldSources } from './mapping-schema.ts';
import { compileNumberReader } from './number-reader.ts';

/** The order of fields in events, fixed so that event ids do not depend on the order in a mapping file. */
const fieldNames = [
  'owner_id',
  'amount',
  'currency',
  'segment',
  'product',
  'lead_source',
  'account_id',
  'name',
  'created_at',
  'expected_close_on',
  'lost_reason',
] as const;
type DealFieldName = (typeof fieldNames)[number];

/** Turns the text of a field into its value: undefined where it counts as absent. */
type FieldConversion = (text: string) => string | undefined | RowRefusal;

/** Fields of a deal in a row, under their names in the contract; the owner that the row names, apart. */
export interface DealFields {
  readonly kind: 'fields';
  readonly fields: Readonly<Record<string, string>>;
}

export function compileDealFields(
  sources: DealFieldSources,
  mapping: Mapping,
): (row: SourceRow) => DealFields | RowRefusal {
  const readers: { name: DealFieldName; read: FieldReader; convert: FieldConversion }[] = [];
  for (const name of fieldNames) {
    const source = sources[name];
    if (source === undefined) continue;
    readers.push({
      name,
      read: compileFieldSource(source),
      convert: compileConversion(name, source.column, mapping),
    });
  }
  return (row) => {
    const fields: Record<string, string> = {};
    for (const { name, read, convert } of readers) {
      const text = read(row);
      if (typeof text !== 'string') return text;
      if (text === '') continue;
      const value = convert(text);
      if (typeof value === 'object') return value;
      if (value !== undefined) fields[name] = value;
    }
    return { kind: 'fields', fields };
  };
}

function compileConversion(
  name: DealFieldName,
  column: string | undefined,
  mapping: Mapping,
): FieldConversion {
  const { file, times, machines } = mapping;
  switch (name) {
    case 'owner_id': {
      const prefix = file.person_id_prefix ?? '';
      return (text) => (machines.has(text) ? undefined : prefix + text);
    }
    case 'account_id': {
      const prefix = file.id_prefix ?? '';
      return (text) => prefix + text;
    }
    case 'amount': {
      const readNumber = compileNumberReader(file.numbers);
      return (text) => readNumber(text) ?? refuseNumber(text, column);
    }
    case 'created_at':
      return (text) => readTime(times, text, column);
    case 'expected_close_on':
      return (text) => times.readDate(text) ?? readTime(times, text, column);
    default:
      return (text) => text;
  }
}

/** The instant a cell names, or why it names none. */
export function readTime(times: TimeReader, text: string, column: string | undefined): string | RowRefusal {
  const reading = times.readInstant(text);
  if (reading.kind === 'instant') return reading.instant;
  return refuseRow(
    'time_invalid',
    `${place(column)} holds ${quoteCell(text)}, which ${reading.finding}. Correct the cell, or "times" in the mapping.`,
    column,
  );
}

export function refuseNumber(text: string, column: string | undefined): RowRefusal {
  return refuseRow(
    'number_invalid',
    `${place(column)} holds ${quoteCell(text)}, which is no number as the mapping states them ("numbers": decimal and group sign).`,
    column,
  );
}

function place(column: string | undefined): string {
  return column === undefined ? 'The mapping' : `Column ${JSON.stringify(column)}`;
}
