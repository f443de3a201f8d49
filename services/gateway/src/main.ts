import { runService } from '@stepup/runtime';
import { startGateway } from './compose.ts';
import { readGatewayConfig } from './config.ts';

runService('gateway', readGatewayConfig(), startGateway);
