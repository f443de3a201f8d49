export { admitTenants } from './admit-tenants.ts';
export { createGatewayRoutes, type GatewayParts } from './create-gateway-routes.ts';
export type { FoundEvents } from './events/gateway-ports.ts';
