export { type DiagnosisInstance, startDiagnosis } from './compose.ts';
export { readDiagnosisConfig } from './config.ts';
export type { DiagnosisPorts } from './diagnosis-ports.ts';
export { registerJobMetrics } from './job-metrics.ts';
export { takeDiagnosisJobs } from './take-diagnosis-jobs.ts';
export { verifyTenantCoaching } from './verification/verify-tenant-coaching.ts';
