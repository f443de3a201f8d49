import { runService } from '@stepup/runtime';
import { startIssuer } from './compose.ts';
import { readIssuerConfig } from './config.ts';

runService('issuer', readIssuerConfig(), startIssuer);
