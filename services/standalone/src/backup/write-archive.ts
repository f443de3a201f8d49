import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { dumpStore } from '@stepup/store';
import { exportLots, keptTables, type Warehouse } from '@stepup/warehouse';
import type { ArchiveHead, ArchiveLot, ArchiveMark } from './archive-lines.ts';
import { pipeThrough } from './pipe-through.ts';

export interface ArchiveSources {
  /** As `stepup_app`. */
  pool: Parameters<typeof dumpStore>[0];
  warehouse: Warehouse;
}

/**
 * A backup of both stores as bytes, made while it is read and no faster. PostgreSQL comes first, as of one moment; the
 * warehouse after it, so that what a finding or a plan rests on is there.
 */
export function writeArchive(sources: ArchiveSources, head: ArchiveHead): Readable {
  return pipeThrough(Readable.from(toText(head, sources), { objectMode: false }), createGzip());
}

async function* toText(head: ArchiveHead, sources: ArchiveSources): AsyncGenerator<string> {
  yield `${JSON.stringify(head)}\n`;
  let rows = 0;
  for await (const { lines, ...where } of readLots(sources)) {
    rows += lines.length;
    yield `${JSON.stringify({ ...where, rows: lines.length } satisfies ArchiveMark)}\n${lines.join('\n')}\n`;
  }
  yield `${JSON.stringify({ part: 'end', rows } satisfies ArchiveMark)}\n`;
}

async function* readLots({ pool, warehouse }: ArchiveSources): AsyncGenerator<ArchiveLot> {
  for await (const rows of dumpStore(pool)) yield { part: 'store', ...rows };
  for (const kept of keptTables) {
    for await (const lines of exportLots(warehouse, kept)) {
      yield { part: 'warehouse', table: kept.table, lines };
    }
  }
}
