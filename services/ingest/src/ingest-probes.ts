import type { ConsumerMoment } from '@stepup/event-bus';

/**
 * Moments of a batch at which a crash must lose and repeat nothing:
 *
 * - `fetched`: nothing of it is stored
 * - `inserting`: its events are on their way to the warehouse
 * - `stored`: its events are, the dead letters are not kept
 * - `kept`: everything is durable, its offsets are not committed
 * - `committed`: its offsets are
 * - `rebalancing`: the group shares its partitions out anew, whatever is under way
 */
export type IngestMoment = 'fetched' | 'inserting' | 'stored' | 'kept' | ConsumerMoment;

/** Awaited at each moment; a product runs without, a fault suite ends the process here. */
export type IngestProbe = (moment: IngestMoment) => Promise<void>;

export const noProbe: IngestProbe = () => Promise.resolve();
