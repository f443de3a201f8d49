export { readScopes } from './access/identify-viewer.ts';
export { type ApiParts, createApiRoutes } from './compose.ts';
