/** An instance of the gateway as its main starts it. */
import { readGatewayConfig, startGateway } from '@stepup/gateway';
import { runService } from '@stepup/runtime';

runService('gateway', readGatewayConfig(), startGateway);
