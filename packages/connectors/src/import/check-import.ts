import { importFile, type ImportOptions } from './import-file.ts';
import { type ImportReport, ImportReportBuilder } from './import-report.ts';

/** Maps all files without keeping an event: what an import would come to, before anything is stored. */
export async function checkImport(options: ImportOptions): Promise<ImportReport> {
  const report = new ImportReportBuilder();
  for await (const lot of importFile(options)) {
    for (const step of lot) report.add(step);
  }
  return report.build();
}
