export { checkImport } from './import/check-import.ts';
export { importFile, type ImportOptions } from './import/import-file.ts';
export { type ImportReport, ImportReportBuilder } from './import/import-report.ts';
export type { ImportStep } from './import/import-step.ts';
export type { Mapping } from './mapping/compiled-mapping.ts';
export { type MappingProblem, parseMapping } from './mapping/parse-mapping.ts';
