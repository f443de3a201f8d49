export { startDiagnosis } from './compose.ts';
export type { DiagnosisPorts } from './diagnosis-ports.ts';
