export { startDiagnosis } from './compose.ts';
export type { DiagnosisPorts } from './diagnosis-ports.ts';
export { registerJobMetrics } from './job-metrics.ts';
