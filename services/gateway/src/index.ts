export { admitTenants } from './admit-tenants.ts';
export { type GatewayInstance, startGateway } from './compose.ts';
export { type GatewayConfig, readGatewayConfig } from './config.ts';
export { createGatewayRoutes, type GatewayParts } from './create-gateway-routes.ts';
export type { FoundEvents } from './events/gateway-ports.ts';
