import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** Where the digest of every definition stands. */
export const recordedDefinitionsFile = fileURLToPath(
  new URL('../../contract/indicator-definitions.json', import.meta.url),
);

const recordedDefinitions = z.record(
  z.string(),
  z.object({ meaning: z.string(), sql: z.string(), answers: z.string() }),
);

export async function readRecordedDefinitions(): Promise<z.output<typeof recordedDefinitions>> {
  return recordedDefinitions.parse(JSON.parse(await readFile(recordedDefinitionsFile, 'utf8')));
}
