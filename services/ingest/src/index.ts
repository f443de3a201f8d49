export { startIngest, type IngestParts, type RunningIngest } from './compose.ts';
