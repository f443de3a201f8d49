import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readInstance } from '@stepup/embedded-servers';
import { exitCodes, formatConfigProblems } from '@stepup/runtime';
import type { Command } from 'commander';
import { type DoctorConfig, readDoctorConfig } from '../config.ts';
import { examineDeployment } from '../doctor/examine-deployment.ts';
import type { Finding } from '../doctor/finding.ts';
import { readCommandConfig } from './read-command-config.ts';

const leastFreeBytes = 1024 ** 3;

/** `stepup doctor`: what a person has to know when something does not work. Ends with 70 if anything is wrong. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'look at this machine and the running instance, or at every server of a deployment that the environment names',
    )
    .option('--json', 'for scripts')
    .action(async (options: { json?: boolean }) => {
      const deployment = readDeployment();
      const findings = [
        checkNode(),
        checkPlatform(),
        ...(deployment === null ? await examineEmbedded() : await examineDeployment(deployment)),
      ];
      const text =
        options.json === true
          ? JSON.stringify({ findings })
          : findings
              .map(({ isGood, what, says }) => `${isGood ? 'ok   ' : 'WRONG'} ${what}: ${says}`)
              .join('\n');
      const exitCode = findings.some(({ isGood }) => !isGood) ? exitCodes.system : exitCodes.ok;
      // Clients of servers that are away go on trying; nobody waits for them.
      process.stdout.write(`${text}\n`, () => process.exit(exitCode));
    });
}

/** The servers of a deployment where the environment names any but an issuer alone; null for the embedded product. */
function readDeployment(): DoctorConfig | null {
  const result = readDoctorConfig();
  if (result.kind === 'invalid') {
    process.stderr.write(`${formatConfigProblems(result.problems)}\n`);
    process.exit(exitCodes.usage);
  }
  const named = Object.keys(result.config).filter((name) => name !== 'STEPUP_OIDC_ISSUER');
  return named.length === 0 ? null : result.config;
}

async function examineEmbedded(): Promise<Finding[]> {
  const dataDirectory = resolve(readCommandConfig().STEPUP_DATA_DIR);
  return [await checkDisk(dataDirectory), await checkInstance(dataDirectory)];
}

function checkNode(): Finding {
  const [major = '0'] = process.versions.node.split('.');
  return { what: 'Node', isGood: Number(major) >= 24, says: process.versions.node };
}

function checkPlatform(): Finding {
  const platform = `${process.platform}-${process.arch}`;
  const isGood = ['linux-x64', 'linux-arm64', 'darwin-arm64'].includes(platform);
  return { what: 'platform', isGood, says: platform };
}

async function checkDisk(directory: string): Promise<Finding> {
  const what = `free space at ${directory}`;
  try {
    const { bavail, bsize } = await statfs(directory);
    const freeBytes = bavail * bsize;
    return { what, isGood: freeBytes >= leastFreeBytes, says: `${(freeBytes / 1024 ** 3).toFixed(1)} GiB` };
  } catch {
    return { what, isGood: true, says: 'the directory does not exist yet; start makes it' };
  }
}

async function checkInstance(directory: string): Promise<Finding> {
  const running = await readInstance(directory);
  if (running.kind === 'none')
    return { what: 'instance', isGood: true, says: 'none runs on this data directory' };
  const { pid, httpUrl } = running.instance;
  if (httpUrl === undefined) return { what: 'instance', isGood: true, says: `process ${pid} is starting` };
  try {
    const response = await fetch(`${httpUrl}/readyz`, { signal: AbortSignal.timeout(5_000) });
    const says = `process ${pid} at ${httpUrl}: ${await response.text()}`;
    return { what: 'instance', isGood: response.ok, says };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      what: 'instance',
      isGood: false,
      says: `process ${pid} at ${httpUrl} does not answer: ${reason}`,
    };
  }
}
