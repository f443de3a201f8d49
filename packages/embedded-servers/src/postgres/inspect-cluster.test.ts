import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTemporaryDirectory } from '../testing/temporary-directory.ts';
import { inspectCluster } from './inspect-cluster.ts';

let temporary: Awaited<ReturnType<typeof createTemporaryDirectory>>;
let cluster: string;
beforeEach(async () => {
  temporary = await createTemporaryDirectory();
  cluster = join(temporary.path, 'data');
  for (const folder of ['base', 'global', 'pg_wal', 'pg_xact', 'pg_multixact', 'pg_tblspc']) {
    await mkdir(join(cluster, folder), { recursive: true });
  }
  await writeFile(join(cluster, 'PG_VERSION'), '18\n');
  await writeFile(join(cluster, 'global', 'pg_control'), Buffer.alloc(8192));
});
afterEach(() => temporary.remove());

describe('inspectCluster', () => {
  it.each([
    ['whole', () => Promise.resolve(), { kind: 'usable' }],
    ['not there', () => rm(cluster, { recursive: true }), { kind: 'absent' }],
    [
      'without PG_VERSION',
      () => rm(join(cluster, 'PG_VERSION')),
      { kind: 'damaged', what: 'PG_VERSION is missing' },
    ],
    [
      'with an empty PG_VERSION',
      () => truncate(join(cluster, 'PG_VERSION')),
      { kind: 'damaged', what: 'PG_VERSION is not a version' },
    ],
    [
      'of version 15',
      () => writeFile(join(cluster, 'PG_VERSION'), '15\n'),
      { kind: 'wrong_version', found: '15' },
    ],
    [
      'without its log',
      () => rm(join(cluster, 'pg_wal'), { recursive: true }),
      { kind: 'damaged', what: 'the folder pg_wal is missing' },
    ],
    [
      'without a control file',
      () => rm(join(cluster, 'global', 'pg_control')),
      { kind: 'damaged', what: 'global/pg_control is missing or truncated' },
    ],
    [
      'with half a control file',
      () => truncate(join(cluster, 'global', 'pg_control'), 100),
      { kind: 'damaged', what: 'global/pg_control is missing or truncated' },
    ],
  ])('%s', async (_, change, expected) => {
    await change();
    expect(await inspectCluster(cluster, 18)).toEqual(expected);
  });
});
