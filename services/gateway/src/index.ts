export { createGatewayRoutes, type GatewayParts } from './compose.ts';
export type { FoundEvents, TenantAdmission } from './events/gateway-ports.ts';
