import { readFile, rename, writeFile } from 'node:fs/promises';
import type { z } from 'zod';

export type ReadJsonFile<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export async function readJsonFile<Value>(
  file: string,
  schema: z.ZodType<Value>,
): Promise<ReadJsonFile<Value>> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success
      ? { kind: 'read', value: parsed.data }
      : { kind: 'unreadable', reason: parsed.error.issues.map((issue) => issue.message).join('; ') };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' };
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Replaces the file in one step, so that a reader or a crash meets the old or the new content, never half of it. */
export async function writeJsonFile(file: string, value: unknown): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}
