import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../read-json-file.ts';
import { readProcessIdentity } from './process-identity.ts';

const processSchema = z.strictObject({ pid: z.int().min(1), identity: z.string() });
const pidFileSchema = z.strictObject({ child: processSchema, parent: processSchema });

export type NotedProcess =
  | { readonly kind: 'none' }
  /** It runs, and the process that started it does not: nobody looks after it. */
  | { readonly kind: 'orphan'; readonly pid: number }
  /** It runs under another living process, or under this one. */
  | { readonly kind: 'supervised'; readonly pid: number; readonly parentPid: number };

/** Notes a child of this process, so that the next start recognises it should this one be killed. */
export async function writePidFile(file: string, pid: number): Promise<void> {
  const [child, parent] = await Promise.all([readProcessIdentity(pid), readProcessIdentity(process.pid)]);
  // It has ended already, which whoever waits for it learns anyway.
  if (child === undefined || parent === undefined) return;
  await writeJsonFile(file, {
    child: { pid, identity: child },
    parent: { pid: process.pid, identity: parent },
  });
}

/** The noted process, provided it still runs and is the same one: a reused number does not count. */
export async function readNotedProcess(file: string): Promise<NotedProcess> {
  const read = await readJsonFile(file, pidFileSchema);
  if (read.kind !== 'read') return { kind: 'none' };
  const { child, parent } = read.value;
  if ((await readProcessIdentity(child.pid)) !== child.identity) return { kind: 'none' };
  const parentLives = (await readProcessIdentity(parent.pid)) === parent.identity;
  return parentLives
    ? { kind: 'supervised', pid: child.pid, parentPid: parent.pid }
    : { kind: 'orphan', pid: child.pid };
}

export async function removePidFile(file: string): Promise<void> {
  await rm(file, { force: true });
}
