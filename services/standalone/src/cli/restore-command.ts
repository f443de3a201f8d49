import { resolve } from 'node:path';
import { instantOfDate } from '@stepup/contracts';
import { claimDataDirectory, EmbeddedServerError } from '@stepup/embedded-servers';
import { createLogger, createStopStack, exitCodes, systemClock } from '@stepup/runtime';
import type { Command } from 'commander';
import { countArchive } from '../backup/count-archive.ts';
import { readArchive, UnreadableArchive } from '../backup/read-archive.ts';
import { markRestore, unmarkRestore } from '../backup/restore-mark.ts';
import type { StandaloneConfig } from '../config.ts';
import { UnsuitableStore } from '../parts/open-stores.ts';
import { createProgressLine, type ProgressLine } from '../spool/progress-line.ts';
import { commandLogDestination } from './human-log.ts';
import { readCommandConfig } from './read-command-config.ts';

interface RestoreOptions {
  json?: boolean;
}

/** `stepup restore`: a backup into an empty data directory, or into empty stores of a deployment. */
export function addRestoreCommand(program: Command): void {
  program
    .command('restore')
    .description('a backup into an empty data directory (STEPUP_DATA_DIR); every number is derived anew')
    .argument('<file>', 'the backup')
    .option('--json', 'for scripts')
    .action(async (file: string, options: RestoreOptions) => {
      const progress = createProgressLine(process.stderr, () => performance.now());
      try {
        process.exitCode = await runRestore(readCommandConfig(), resolve(file), options, progress);
      } catch (error) {
        progress.end();
        if (!(
          error instanceof UnreadableArchive ||
          error instanceof UnsuitableStore ||
          error instanceof EmbeddedServerError
        )) {
          throw error;
        }
        process.stderr.write(`${error.message}\n`);
        process.exitCode = error instanceof UnreadableArchive ? exitCodes.data : exitCodes.system;
      } finally {
        progress.end();
      }
    });
}

async function runRestore(
  config: StandaloneConfig,
  path: string,
  { json }: RestoreOptions,
  progress: ProgressLine,
): Promise<number> {
  const counted = await countWhole(path, progress);
  if (counted === null) return usage(`${path} cannot be opened.`);
  const dataDirectory = resolve(config.STEPUP_DATA_DIR);
  const claim = await claimDataDirectory(dataDirectory, { startedAt: instantOfDate(systemClock.now()) });
  if (claim.kind === 'in_use')
    return usage(`Something runs on ${dataDirectory}. Stop it, or choose another STEPUP_DATA_DIR.`);
  if (claim.kind !== 'claimed') return usage(`${claim.reason} ${claim.advice}`);
  const stops = createStopStack();
  stops.push('the claim on the data directory', () => claim.release());
  try {
    await markRestore(dataDirectory);
    progress.end();
    progress.show('opening the stores', 0, 0);
    // Loaded only here: it takes the stores and the engine.
    const { restoreArchive } = await import('../backup/restore-archive.ts');
    const log = createLogger({
      service: 'standalone',
      level: config.STEPUP_LOG_LEVEL,
      destination: commandLogDestination(),
    });
    const restored = await restoreArchive(path, counted, {
      config,
      dataDirectory,
      log,
      clock: systemClock,
      stops,
      onProgress: (what, done, total) => progress.show(what, done, total),
    });
    progress.end();
    await unmarkRestore(dataDirectory);
    if (restored.kind === 'newer_release') {
      return usage(
        `${path} was made by a newer release (${restored.what}); restore it with that one. Nothing was changed.`,
      );
    }
    if (restored.kind === 'not_empty') {
      return usage(`${restored.what} holds data already; restore into an empty one. Nothing was changed.`);
    }
    const { rows, tenants } = restored;
    process.stdout.write(
      json === true
        ? `${JSON.stringify({ file: path, rows, tenants })}\n`
        : `Restored ${rows.warehouse} rows of the warehouse and ${rows.store} of the store, ${tenants} tenants, into ${dataDirectory}\n`,
    );
    return exitCodes.ok;
  } finally {
    await stops.stopAll();
  }
}

/** Reads the whole file first, so that a damaged one changes nothing. Null where there is no such file. */
async function countWhole(
  path: string,
  progress: ProgressLine,
): Promise<{ store: number; warehouse: number } | null> {
  try {
    const { lots } = await readArchive(path);
    return await countArchive(lots, (rows) => progress.show(`reading, ${rows} rows`, 0, 0));
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'EACCES')
    )
      return null;
    throw error;
  }
}

function usage(message: string): number {
  process.stderr.write(`${message}\n`);
  return exitCodes.usage;
}
