import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { type ImportReport, type Mapping, parseMapping } from '@stepup/connectors';
import { describeFullDisk, exitCodes, isTenantName } from '@stepup/runtime';
import { Argument, type Command } from 'commander';
import { createProgressLine } from '../spool/progress-line.ts';
import { type SendOutcome, sendSpooled } from '../spool/send-spooled.ts';
import { spoolImport } from '../import/spool-import.ts';
import { connectInstance } from './connect-instance.ts';
import { listenForStop } from './listen-for-stop.ts';
import { readCommandConfig } from './read-command-config.ts';

interface ImportCommandOptions {
  mapping: string;
  tenant: string;
  report?: string;
  json?: boolean;
}

/** `stepup import`: files of a CRM, by a mapping, into a tenant. Importing the same file again changes nothing. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('import files by a mapping; packages/connectors/README.md explains mappings')
    .addArgument(new Argument('<format>', 'what the files are').choices(['csv', 'xes']))
    .argument('<files...>', 'the files, also .gz')
    .requiredOption('--mapping <file>', 'what the columns mean')
    .option('--tenant <tenant>', 'whose data', 'default')
    .option('--report <file>', 'where the report goes (import-report-<mapping>.json)')
    .option('--json', 'for scripts')
    .action(async (format: 'csv' | 'xes', files: string[], options: ImportCommandOptions) => {
      process.exitCode = await runImport(format, files, options);
    });
}

async function runImport(
  format: 'csv' | 'xes',
  files: readonly string[],
  options: ImportCommandOptions,
): Promise<number> {
  const { tenant } = options;
  if (!isTenantName(tenant)) return usage(`${tenant} cannot name a tenant: 1 to 63 of a-z, 0-9 and "-".`);
  const config = readCommandConfig();
  const read = await readInputs(files, options.mapping);
  if (read.kind === 'unreadable') return usage(read.message);
  const { mapping, totalBytes } = read;

  const scratch = await mkdtemp(join(tmpdir(), 'stepup-import-'));
  const progress = createProgressLine(process.stderr, () => performance.now());
  const { stopping, ignore } = listenForStop();
  try {
    const spoolPath = join(scratch, 'events.json');
    const spooled = await spoolImport(
      { format, paths: files, mapping, tenant },
      spoolPath,
      ({ bytesRead, rowsRead }) => progress.show(`reading, ${rowsRead} rows`, bytesRead, totalBytes),
      stopping,
    );
    progress.end();
    if (spooled.kind === 'disk_full') {
      const { reason } = await describeFullDisk(scratch);
      const advice = 'Free some space there, or set TMPDIR to a folder on another disk. Nothing was stored.';
      process.stderr.write(`${reason} ${advice}\n`);
      return exitCodes.system;
    }
    if (spooled.kind === 'stopped') {
      process.stderr.write('Stopped. Nothing was stored.\n');
      return exitCodes.interrupted;
    }
    const { batches, report } = spooled;
    const reportPath = resolve(options.report ?? `import-report-${mappingName(options.mapping)}.json`);
    if (!report.isComplete) {
      await writeReport(reportPath, report, null);
      tellIncomplete(report, reportPath, options);
      return exitCodes.data;
    }
    const connection = await connectInstance(config, tenant, ['events:write', 'people:write']);
    if (connection.kind === 'refused') {
      process.stderr.write(`${connection.message}\n`);
      return connection.exitCode;
    }
    try {
      const outcome = await sendSpooled(
        spoolPath,
        batches,
        connection,
        (sentEvents) =>
          progress.show(
            `storing, ${sentEvents} of ${report.eventsMade} events`,
            sentEvents,
            report.eventsMade,
          ),
        stopping,
      );
      progress.end();
      await writeReport(reportPath, report, outcome);
      tell(report, outcome, reportPath, options);
      if (outcome.kind === 'sent' && options.json !== true) {
        const place = connection.isRunning
          ? `Open ${connection.url}`
          : 'Run `npx --yes pnpm@12 start`, open the console';
        process.stdout.write(
          `${place} and sign in to tenant ${tenant} as ops-1 or as a person of your file.\n`,
        );
      }
      if (outcome.kind === 'failed') return exitCodes.system;
      if (outcome.kind === 'stopped') return exitCodes.interrupted;
      return outcome.rejected.length > 0 || report.refused.length > 0 ? exitCodes.data : exitCodes.ok;
    } finally {
      await connection.disconnect();
    }
  } finally {
    ignore();
    progress.end();
    await rm(scratch, { recursive: true, force: true });
  }
}

type Inputs =
  { kind: 'read'; mapping: Mapping; totalBytes: number } | { kind: 'unreadable'; message: string };

async function readInputs(files: readonly string[], mappingPath: string): Promise<Inputs> {
  let text: string;
  let totalBytes = 0;
  try {
    text = await readFile(mappingPath, 'utf8');
    for (const file of files) totalBytes += (await stat(file)).size;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const advice = isMissing ? ` Paths are relative to ${process.cwd()}.` : '';
    return {
      kind: 'unreadable',
      message: `${error instanceof Error ? error.message : String(error)}.${advice}`,
    };
  }
  const parsed = parseMapping(text);
  if (parsed.kind === 'ok') return { kind: 'read', mapping: parsed.mapping, totalBytes };
  const problems = parsed.problems.map(
    ({ line, column, path, message }) => `${mappingPath}:${line}:${column} ${path} ${message}`,
  );
  return { kind: 'unreadable', message: problems.join('\n') };
}

async function writeReport(path: string, report: ImportReport, sent: SendOutcome | null): Promise<void> {
  await writeFile(path, `${JSON.stringify({ ...report, sent }, null, 2)}\n`);
}

function tellIncomplete(report: ImportReport, reportPath: string, options: ImportCommandOptions): void {
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ report, sent: null, reportPath })}\n`);
    return;
  }
  for (const { scope, example, places } of report.refused) {
    const [place] = places;
    if (scope === 'file') process.stderr.write(`${place?.file}:${place?.line} ${example}\n`);
  }
  process.stderr.write(`Nothing was stored. The report is in ${reportPath}\n`);
}

function tell(
  report: ImportReport,
  sent: SendOutcome,
  reportPath: string,
  options: ImportCommandOptions,
): void {
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ report, sent, reportPath })}\n`);
    return;
  }
  const lines = [`${report.rowsRead} rows read, ${report.eventsMade} events made`];
  for (const { code, count, example, places } of report.refused) {
    const [place] = places;
    lines.push(`  refused ${count} (${code}), first ${place?.file}:${place?.line}: ${example}`);
  }
  for (const { reason, count } of report.skipped) lines.push(`  skipped ${count} (${reason})`);
  if (sent.kind !== 'sent') {
    const why = sent.kind === 'failed' ? sent.message : 'as it was told to';
    lines.push(`stopped after ${sent.sentEvents} events: ${why}`);
    lines.push('What was sent is stored; running the same import again continues where it stopped.');
  } else {
    const { accepted, duplicates, rejected } = sent;
    lines.push(
      `${accepted} events accepted for tenant ${options.tenant}, ${duplicates} of them known already`,
    );
    for (const { index, problems } of rejected.slice(0, 10)) {
      lines.push(
        `  rejected event ${index}: ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}`,
      );
    }
  }
  lines.push(`The report is in ${reportPath}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function mappingName(path: string): string {
  return basename(path, extname(path));
}

function usage(message: string): number {
  process.stderr.write(`${message}\n`);
  return exitCodes.usage;
}
