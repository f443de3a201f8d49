import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../read-json-file.ts';
import { readProcessIdentity } from '../supervision/process-identity.ts';

/**
 * What commands of the same machine need to find and address a running instance. Its file holds secrets and is
 * readable to its owner only.
 */
const instanceRecordSchema = z.strictObject({
  pid: z.int().min(1),
  /** RFC 3339 in UTC with six fractional digits. */
  startedAt: z.string(),
  /** Absent until the instance serves. */
  httpUrl: z.string().optional(),
  adminSecret: z.string().optional(),
  /** Further addresses or secrets by name (`postgresUrl`, `clickhouseUrl` …). */
  details: z.record(z.string(), z.string()).optional(),
});
export type InstanceRecord = z.infer<typeof instanceRecordSchema>;

const fileSchema = z.strictObject({ ...instanceRecordSchema.shape, identity: z.string() });

export type RunningInstance =
  | { readonly kind: 'running'; readonly instance: InstanceRecord }
  /** Nothing runs on this directory; a record left by a killed instance counts as nothing. */
  | { readonly kind: 'none' };

/** Finds the instance that runs on a data directory. */
export async function readInstance(directory: string): Promise<RunningInstance> {
  const read = await readJsonFile(fileIn(directory), fileSchema);
  if (read.kind !== 'read') return { kind: 'none' };
  const { identity, ...instance } = read.value;
  return (await readProcessIdentity(instance.pid)) === identity
    ? { kind: 'running', instance }
    : { kind: 'none' };
}

export async function writeInstanceRecord(directory: string, instance: InstanceRecord): Promise<void> {
  const identity = (await readProcessIdentity(instance.pid)) ?? '';
  await writeJsonFile(fileIn(directory), { ...instanceRecordSchema.parse(instance), identity });
}

export async function removeInstanceRecord(directory: string): Promise<void> {
  await rm(fileIn(directory), { force: true });
}

function fileIn(directory: string): string {
  return join(directory, 'instance.json');
}
