import * as z from 'zod';

/** The named moments at which a storm kills an instance of ingest. */
export const fatalMoments = ['fetched', 'inserting', 'stored', 'kept', 'committed', 'rebalancing'] as const;

export type FatalMoment = (typeof fatalMoments)[number];

/** What a storm tells an instance of ingest: to die the next time that it comes to this moment. */
export const ingestOrder = z.strictObject({ dieAt: z.enum(fatalMoments) });

/** What an instance says before it dies as it was told. */
export const lastWords = z.strictObject({ diesAt: z.enum(fatalMoments) });
