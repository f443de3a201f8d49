/**
 * Moments of a batch at which a crash must lose and repeat nothing:
 *
 * - `fetched`: nothing of it is stored
 * - `stored`: its events are, the dead letters are not kept
 * - `kept`: everything is durable, its offsets are not committed
 */
export type IngestMoment = 'fetched' | 'stored' | 'kept';

/** Awaited at each moment; a product runs without, a fault suite ends the process here. */
export type IngestProbe = (moment: IngestMoment) => Promise<void>;

export const noProbe: IngestProbe = () => Promise.resolve();
