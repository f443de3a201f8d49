import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dealsAnswer, type ExportFormat, exportFormats, exportViews } from '@stepup/contracts';
import { exitCodes } from '@stepup/runtime';
import { Argument, type Command, Option } from 'commander';
import { createProgressLine } from '../spool/progress-line.ts';
import { callInstance, describeRefusal, type InstanceTarget } from './call-instance.ts';
import { tellRefusal, withInstance } from './with-instance.ts';

interface ExportOptions {
  tenant: string;
  format: ExportFormat;
  output?: string;
  json?: boolean;
}

/** `stepup export`: a view of `stepup_v1` as a file, through the running instance or by opening the directory. */
export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('write a view as a file; people stand under pseudonyms')
    .addArgument(new Argument('<view>', 'which').choices(exportViews))
    .addOption(new Option('--format <format>', 'csv or parquet').choices(exportFormats).default('csv'))
    .option('--output <file>', 'where to; else <view>.<format> in this folder')
    .option('--tenant <tenant>', 'whose', 'default')
    .option('--json', 'for scripts')
    .action(async (view: string, options: ExportOptions) => {
      process.exitCode = await withInstance(options.tenant, (target) => runExport(target, view, options));
    });
}

async function runExport(target: InstanceTarget, view: string, options: ExportOptions): Promise<number> {
  const { format, output = `${view}.${format}`, json } = options;
  const response = await fetch(new URL(`/v1/exports/${view}?format=${format}`, target.url), {
    headers: { authorization: `Bearer ${target.token}` },
  });
  if (!response.ok || response.body === null) {
    return tellRefusal({
      status: response.status,
      message: describeRefusal(response.status, await response.text()),
    });
  }
  const rows = Number(response.headers.get('stepup-rows') ?? 0);
  if (rows === 0) {
    const known = await callInstance(target, '/v1/deals?limit=1', dealsAnswer);
    if (known.kind === 'refused') return tellRefusal(known);
    if (known.body.freshness.newest_event_time === null) {
      await response.body.cancel();
      process.stderr.write(
        `Nothing is known of tenant ${options.tenant}, so ${output} was not written. If that is not the name it was imported under, give it: --tenant TENANT\n`,
      );
      return exitCodes.usage;
    }
  }
  const progress = createProgressLine(process.stderr, () => performance.now());
  // Written beside the file and put in its place when it is whole: a broken export leaves the one before.
  const unfinished = `${output}.unfinished`;
  let bytes = 0;
  try {
    await pipeline(
      Readable.fromWeb(response.body),
      async function* count(chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          progress.show(`writing ${output}, ${(bytes / 1024 ** 2).toFixed(1)} MiB`, bytes, 0);
          yield chunk;
        }
      },
      createWriteStream(unfinished),
    );
    await rename(unfinished, output);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    progress.end();
  }
  process.stdout.write(
    json === true
      ? `${JSON.stringify({ view, format, output, rows, bytes })}\n`
      : `${rows} rows, ${bytes} bytes in ${output}\n`,
  );
  return exitCodes.ok;
}
