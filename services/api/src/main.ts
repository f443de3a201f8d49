import { runService } from '@stepup/runtime';
import { startApi } from './compose.ts';
import { readApiConfig } from './config.ts';

runService('api', readApiConfig(), startApi);
