import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describeFullDisk, exitCodes, isDiskFull } from '@stepup/runtime';
import type { Command } from 'commander';
import { countArchive } from '../backup/count-archive.ts';
import { readArchive } from '../backup/read-archive.ts';
import { createProgressLine } from '../spool/progress-line.ts';
import type { InstanceTarget } from './call-instance.ts';
import { describeRefusal } from './call-instance.ts';
import { tellRefusal, withInstance } from './with-instance.ts';

interface BackupOptions {
  json?: boolean;
}

/** `stepup backup`: both stores into one file, while the product goes on. The file is read once more before it gets its name. */
export function addBackupCommand(program: Command): void {
  program
    .command('backup')
    .description('everything of every tenant into one file; guard it like the data, coaching notes are in it')
    .argument('<file>', 'where to, for example stepup-2026-11-28.backup.gz')
    .option('--json', 'for scripts')
    .action(async (file: string, options: BackupOptions) => {
      process.exitCode = await withInstance('default', (target) => runBackup(target, resolve(file), options));
    });
}

async function runBackup(target: InstanceTarget, path: string, { json }: BackupOptions): Promise<number> {
  const progress = createProgressLine(process.stderr, () => performance.now());
  const unfinished = `${path}.unfinished`;
  try {
    const response = await fetch(new URL('/v1/backup', target.url), {
      headers: { authorization: `Bearer ${target.token}` },
    });
    if (!response.ok || response.body === null) {
      const message = describeRefusal(response.status, await response.text());
      return tellRefusal({ status: response.status, message });
    }
    let bytes = 0;
    const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        progress.show(`writing, ${Math.floor(bytes / 1024)} KiB`, 0, 0);
        yield chunk;
      }
    };
    const file = createWriteStream(unfinished, { mode: 0o600, flush: true });
    await pipeline(Readable.fromWeb(response.body), counted, file);
    const { lots } = await readArchive(unfinished);
    const rows = await countArchive(lots, (read) => progress.show(`reading it again, ${read} rows`, 0, 0));
    progress.end();
    await rename(unfinished, path);
    const told = { file: path, bytes, rows };
    process.stdout.write(
      json === true
        ? `${JSON.stringify(told)}\n`
        : `${path}: ${bytes} bytes, ${rows.warehouse} rows of the warehouse, ${rows.store} of the store\n`,
    );
    return exitCodes.ok;
  } catch (error) {
    progress.end();
    if (isDiskFull(error)) {
      const { reason } = await describeFullDisk(resolve(path, '..'));
      process.stderr.write(`${reason} Nothing was left behind.\n`);
      return exitCodes.system;
    }
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`No backup was made: ${reason}\n`);
    return exitCodes.system;
  } finally {
    await rm(unfinished, { force: true });
  }
}
