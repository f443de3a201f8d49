import { createReadStream } from 'node:fs';
import { importFile, type ImportOptions, type ImportReport, ImportReportBuilder } from '@stepup/connectors';
import { instantOfDate } from '@stepup/contracts';
import { isDiskFull } from '@stepup/runtime';
import { EventSpool, type SpooledBatch } from '../spool/event-spool.ts';

/** How far the reading of the files is. */
export interface ReadingProgress {
  bytesRead: number;
  rowsRead: number;
}

/** Everything that the files hold, mapped and waiting to be sent; there was no room for it; or it was told to stop. */
export type SpooledImport =
  | { kind: 'spooled'; batches: SpooledBatch[]; report: ImportReport }
  | { kind: 'disk_full' }
  | { kind: 'stopped' };

/**
 * Maps the files into a spool file, so that nothing is sent before the last line of the last file was read: a file
 * that ends badly leaves nothing half-stored. One piece of the spool is in memory at a time.
 *
 * @param spoolPath a file that does not exist yet; the caller removes it
 */
export async function spoolImport(
  options: Pick<ImportOptions, 'format' | 'paths' | 'mapping' | 'tenant'>,
  spoolPath: string,
  onProgress: (progress: ReadingProgress) => void,
  stopping: AbortSignal,
): Promise<SpooledImport> {
  const report = new ImportReportBuilder();
  const spool = await EventSpool.create(spoolPath);
  const files = new Map<string, ReadingProgress>();
  try {
    const steps = importFile({
      ...options,
      receivedAt: instantOfDate(new Date()),
      open: (path) => createReadStream(path),
    });
    for await (const lot of steps) {
      for (const step of lot) {
        if (stopping.aborted) return { kind: 'stopped' };
        report.add(step);
        if (step.kind === 'event') {
          spool.add(step.event);
          if (spool.isFull) await spool.flush();
        }
        if (step.kind === 'progress') {
          files.set(step.file, step);
          onProgress(sumOf([...files.values()]));
        }
      }
    }
    return { kind: 'spooled', batches: await spool.finish(), report: report.build() };
  } catch (error) {
    if (isDiskFull(error)) return { kind: 'disk_full' };
    throw error;
  } finally {
    await spool.close();
  }
}

function sumOf(files: readonly ReadingProgress[]): ReadingProgress {
  return {
    bytesRead: files.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    rowsRead: files.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
  };
}
