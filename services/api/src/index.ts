export { readScopes } from './access/identify-viewer.ts';
export { type ApiParts, createApiRoutes } from './compose.ts';
export { createRebuilds } from './rebuilds/create-rebuilds.ts';
export { startOutboxRelay } from './outbox/start-outbox-relay.ts';
