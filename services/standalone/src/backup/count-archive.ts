import type { ArchiveLot } from './archive-lines.ts';

/** How many rows the lots hold, read to the end; throws what reading them throws. */
export async function countArchive(
  lots: AsyncIterable<ArchiveLot>,
  onProgress: (rows: number) => void,
): Promise<{ store: number; warehouse: number }> {
  const rows = { store: 0, warehouse: 0 };
  for await (const { part, lines } of lots) {
    rows[part] += lines.length;
    onProgress(rows.store + rows.warehouse);
  }
  return rows;
}
