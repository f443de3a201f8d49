import { z } from 'zod';

/**
 * The first line of a backup. A backup is gzip over JSON lines: this head, then heads of lots, each followed by its rows as
 * the stores wrote them, then the end. So it can be looked into with `zcat`, read while it is written, and one that broke off
 * is seen.
 */
export const archiveHead = z.object({
  format: z.literal('stepup-backup'),
  version: z.literal(1),
  made_at: z.string(),
  /** The numbers of the newest migrations the rows fit to. */
  migrations: z.object({ store: z.int().min(1), warehouse: z.int().min(1) }),
  /** What the simulated organisation was dated back from; null where there is none. */
  example: z
    .object({
      endsAt: z.string(),
      isLoaded: z.boolean(),
      isCoachingTold: z.boolean().default(false),
      isYearTold: z.boolean().default(false),
    })
    .nullable(),
});

export type ArchiveHead = z.output<typeof archiveHead>;

const lotSize = z.int().min(1);

/** A line before rows, or the last line, which counts all rows. */
export const archiveMark = z.discriminatedUnion('part', [
  z.object({ part: z.literal('store'), tenant: z.string(), table: z.string(), rows: lotSize }),
  z.object({ part: z.literal('warehouse'), table: z.string(), rows: lotSize }),
  z.object({ part: z.literal('end'), rows: z.int().min(0) }),
]);

export type ArchiveMark = z.output<typeof archiveMark>;

/** Some rows of a table, as JSON texts. */
export type ArchiveLot =
  | { part: 'store'; tenant: string; table: string; lines: readonly string[] }
  | { part: 'warehouse'; table: string; lines: readonly string[] };
