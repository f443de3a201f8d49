import { posix } from 'node:path';
import type { Instant } from '@stepup/contracts';
import type { CsvStep } from '../csv/read-csv-rows.ts';
import type { Mapping } from '../mapping/compiled-mapping.ts';
import { makeDefinitionEvents } from '../mapping/definition-events.ts';
import { acceptDraft, type DraftEvent, type ImportContext } from '../mapping/draft-event.ts';
import { People, peopleColumns } from '../mapping/people-table.ts';
import { sourceColumns } from '../mapping/source-columns.ts';
import { refuseFile, type RowRefusal } from '../refusal.ts';
import { countBytes } from './count-bytes.ts';
import { type ImportStep, mappingAsFile } from './import-step.ts';
import { readRows, type SourceFormat } from './read-rows.ts';
import { toFileStep, toRefusedStep } from './refused-step.ts';
import { RowImporter } from './row-importer.ts';

export interface ImportOptions {
  readonly format: SourceFormat;
  /** Read in this order, as if they were one; a path whose base name the mapping gives to the people's table is that table. */
  readonly paths: readonly string[];
  readonly mapping: Mapping;
  readonly tenant: string;
  /** Events more than 24 h later are refused. */
  readonly receivedAt: Instant;
  /** Most rows of activities held until the rows of their deals are known; a million if left out, about 500 MB. */
  readonly heldRowsLimit?: number;
  /** The bytes of a file. System errors of opening and reading become a refusal of the file. */
  readonly open: (path: string) => AsyncIterable<Uint8Array>;
}

/**
 * Maps files to events of the contract, reading them as a stream: first what the mapping says itself, then people,
 * then the rows in their order, at the end the activities that had to wait for other rows. Makes the same events
 * (same ids, same content) of the same rows in whatever order and however often they come. A file that cannot be read
 * to its end is refused with the last step; run {@link checkImport} first to know that before anything is stored.
 *
 * The steps come in lots, each to be read to its end before the next one is asked for.
 */
export async function* importFile(options: ImportOptions): AsyncGenerator<Iterable<ImportStep>> {
  const { mapping } = options;
  for (const { draft } of makeDefinitionEvents(mapping)) {
    const accepted = acceptDraft(draft, options);
    if (accepted.kind === 'row_refused') {
      yield [toFileStep(mappingAsFile, refuseFile('definition_invalid', 1, accepted.message))];
      return;
    }
    yield [{ kind: 'event', event: accepted.event, file: mappingAsFile, line: 1 }];
  }
  const people = new People(mapping);
  const { tablePath, rowPaths } = splitPaths(options);
  if (tablePath !== undefined) {
    for await (const step of importPeople(tablePath, people, options)) {
      yield [step];
      if (step.kind === 'refused' && step.scope === 'file') return;
    }
  }
  const importer = new RowImporter(mapping, people, options);
  const requiredColumns = sourceColumns(mapping.file);
  for (const path of rowPaths) {
    const counted = countBytes(options.open(path));
    for await (const lot of readRows({
      mapping,
      format: options.format,
      requiredColumns,
      bytes: counted.bytes,
    })) {
      if ('kind' in lot) {
        yield [toFileStep(path, lot)];
        return;
      }
      yield stepsOf(lot, importer, path);
      yield [{ kind: 'progress', file: path, bytesRead: counted.count(), rowsRead: importer.rowsRead }];
      const refusal = importer.overflow();
      if (refusal !== undefined) {
        yield [toFileStep(path, refusal)];
        return;
      }
    }
    yield [{ kind: 'progress', file: path, bytesRead: counted.count(), rowsRead: importer.rowsRead }];
    importer.startNextFile();
  }
  yield importer.finish();
}

function* stepsOf(lot: readonly CsvStep[], importer: RowImporter, path: string): Generator<ImportStep> {
  for (const item of lot) yield* importer.take(item, path);
}

/** The table of people lies beside the first imported file, unless one of the imported files is it. */
function splitPaths({ mapping, paths }: ImportOptions): {
  tablePath: string | undefined;
  rowPaths: readonly string[];
} {
  const name = mapping.file.people?.table?.file;
  if (name === undefined) return { tablePath: undefined, rowPaths: paths };
  const isTable = (path: string): boolean => posix.basename(path) === posix.basename(name);
  const given = paths.find(isTable);
  if (given !== undefined) return { tablePath: given, rowPaths: paths.filter((path) => !isTable(path)) };
  return { tablePath: posix.join(posix.dirname(paths[0] ?? '.'), name), rowPaths: paths };
}

async function* importPeople(
  path: string,
  people: People,
  options: ImportOptions,
): AsyncGenerator<ImportStep> {
  const { mapping } = options;
  const counted = countBytes(options.open(path));
  const requiredColumns = peopleColumns(mapping);
  let rowsRead = 0;
  for await (const lot of readRows({ mapping, format: 'csv', requiredColumns, bytes: counted.bytes })) {
    if ('kind' in lot) {
      yield toFileStep(path, lot);
      return;
    }
    for (const item of lot) {
      rowsRead += 1;
      const { line } = item.kind === 'row' ? item.row : item;
      const made = item.kind === 'row' ? people.addTableRow(item.row) : item.refusal;
      yield toEventStep(made, { path, line, mapping, context: options });
    }
  }
  for (const { draft, line } of people.managersWithoutRow()) {
    yield toEventStep(draft, { path, line, mapping, context: options });
  }
  yield { kind: 'progress', file: path, bytesRead: counted.count(), rowsRead };
}

function toEventStep(
  made: DraftEvent | RowRefusal,
  at: { path: string; line: number; mapping: Mapping; context: ImportContext },
): ImportStep {
  const judged = 'kind' in made ? made : acceptDraft(made, at.context);
  if (judged.kind === 'accepted') return { kind: 'event', event: judged.event, file: at.path, line: at.line };
  return toRefusedStep(judged, { scope: 'row', file: at.path, line: at.line, mapping: at.mapping });
}
