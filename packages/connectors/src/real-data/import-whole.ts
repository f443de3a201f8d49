import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { SalesEvent } from '@stepup/contracts';
import { importFile } from '../import/import-file.ts';
import { type ImportReport, ImportReportBuilder } from '../import/import-report.ts';
import type { SourceFormat } from '../import/read-rows.ts';
import type { Mapping } from '../mapping/compiled-mapping.ts';
import { parseMapping } from '../mapping/parse-mapping.ts';
import { mappingPath } from './config.ts';

/** A mapping of this package, which must be without faults. */
export async function readMapping(name: string): Promise<Mapping> {
  const parsed = parseMapping(await readFile(mappingPath(name), 'utf8'));
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  return parsed.mapping;
}

/** Everything an import makes of real files, kept in memory as no product code does. */
export async function importWhole(
  format: SourceFormat,
  mapping: Mapping,
  paths: readonly string[],
): Promise<{ events: SalesEvent[]; report: ImportReport }> {
  const events: SalesEvent[] = [];
  const report = new ImportReportBuilder();
  const receivedAt = '2026-01-01T00:00:00.000000Z';
  for await (const lot of importFile({
    format,
    mapping,
    paths,
    tenant: 'default',
    receivedAt,
    open: createReadStream,
  })) {
    for (const step of lot) {
      report.add(step);
      if (step.kind === 'event') events.push(step.event);
    }
  }
  return { events, report: report.build() };
}
