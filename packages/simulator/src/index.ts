export { simulateOrganisation } from './organisation/simulate-organisation.ts';
export type { SimulatedOrganisation } from './organisation/simulate-organisation.ts';
export type { OrganisationOptions } from './organisation/world.ts';
export { truthSchema } from './organisation/truth.ts';
export type { Truth } from './organisation/truth.ts';
export type { SimulatedEvent } from './simulated-event.ts';
export { simulateHistory } from './history/simulate-history.ts';
export type { HistoryOptions, SimulatedHistory } from './history/simulate-history.ts';
