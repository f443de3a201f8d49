import { z } from 'zod';
import type { JobCatalogue } from '../job-definition.ts';

export const crashCatalogue = {
  survive: { payload: z.strictObject({ id: z.string() }), timeoutMs: 60_000, attempts: 3, backoffMs: 10 },
} as const satisfies JobCatalogue;
