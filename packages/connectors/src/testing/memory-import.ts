import { importFile } from '../import/import-file.ts';
import type { ImportStep } from '../import/import-step.ts';
import type { SourceFormat } from '../import/read-rows.ts';
import type { Mapping } from '../mapping/compiled-mapping.ts';
import { parseMapping } from '../mapping/parse-mapping.ts';

/** Files by path; a text is UTF-8. */
type MemoryFiles = Readonly<Record<string, string | Uint8Array>>;

/** Opens files of `files` in chunks of `chunkBytes`; others do not exist. */
export function openMemoryFiles(
  files: MemoryFiles,
  chunkBytes = 64 * 1024,
): (path: string) => AsyncIterable<Uint8Array> {
  return async function* open(path) {
    await Promise.resolve();
    const content = files[path];
    if (content === undefined) throw Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' });
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  };
}

/** A mapping that must be without faults. */
export function mappingOf(yaml: string): Mapping {
  const parsed = parseMapping(yaml);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.mapping;
}

/** All steps of importing `files` (in the order of `paths`, default: all). */
export async function importMemory(
  files: MemoryFiles,
  yaml: string,
  options: {
    format?: SourceFormat;
    paths?: readonly string[];
    chunkBytes?: number;
    heldRowsLimit?: number;
  } = {},
): Promise<ImportStep[]> {
  const steps = importFile({
    format: options.format ?? 'csv',
    paths: options.paths ?? Object.keys(files),
    mapping: mappingOf(yaml),
    tenant: 'default',
    receivedAt: '2026-01-01T00:00:00.000000Z',
    open: openMemoryFiles(files, options.chunkBytes),
    ...(options.heldRowsLimit === undefined ? {} : { heldRowsLimit: options.heldRowsLimit }),
  });
  const collected: ImportStep[] = [];
  for await (const lot of steps) collected.push(...lot);
  return collected;
}
