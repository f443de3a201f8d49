import { runService } from '@stepup/runtime';
import { startIngest } from './compose.ts';
import { readIngestConfig } from './config.ts';

runService('ingest', readIngestConfig(), startIngest);
