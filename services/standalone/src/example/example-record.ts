import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toInstant } from '@stepup/contracts';
import { z } from 'zod';

/** What was decided at the first start and holds for good, so that a load that was cut off goes on with the same events. */
const exampleRecord = z.object({
  endsAt: z.string(),
  isLoaded: z.boolean(),
  isCoachingTold: z.boolean().default(false),
  isYearTold: z.boolean().default(false),
});

export type ExampleRecord = z.output<typeof exampleRecord>;

export function exampleDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'example');
}

/** Null where this data directory has no example. */
export async function readExampleRecord(dataDirectory: string): Promise<ExampleRecord | null> {
  const directory = exampleDirectory(dataDirectory);
  let text: string;
  try {
    text = await readFile(join(directory, 'example.json'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const record = exampleRecord.parse(JSON.parse(text));
  if (toInstant(record.endsAt) === null) throw new Error(`${directory}: endsAt is no time`);
  return record;
}

export async function writeExampleRecord(dataDirectory: string, record: ExampleRecord): Promise<void> {
  const directory = exampleDirectory(dataDirectory);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'example.json');
  await writeFile(`${path}.new`, `${JSON.stringify(record)}\n`, { flush: true });
  await rename(`${path}.new`, path);
}
