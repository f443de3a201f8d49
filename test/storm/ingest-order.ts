import * as z from 'zod';

/** What a storm tells an instance of ingest: to die the next time that it comes to this moment. */
export const ingestOrder = z.strictObject({ dieAt: z.enum(['fetched', 'stored', 'kept']) });
