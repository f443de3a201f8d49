import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../config.ts';
import { EmbeddedServerError } from '../embedded-server-error.ts';
import type { ServerLog } from '../server-log.ts';
import { forwardLines } from '../supervision/forward-lines.ts';
import { writePidFile } from '../supervision/pid-file.ts';
import { stopOrphan } from '../supervision/stop-orphan.ts';
import { within } from '../supervision/stop-process.ts';
import { type ProcessExit, type SupervisedProcess, exitOf } from '../supervision/supervised-process.ts';
import { toStartError } from '../to-start-error.ts';
import { type FrontConfig, type FrontReport, frontReportSchema } from './front/front-config.ts';

export interface LaunchedFront {
  readonly process: SupervisedProcess;
  readonly port: number;
}

const MAIN = fileURLToPath(new URL('./front/main.ts', import.meta.url));
/** Loading 570 MB of engine from a cold disk and attaching many tables takes its time. */
const START_TIMEOUT_MS = 120_000;

/** Starts one front process and waits until it serves. */
export async function launchFront(
  config: FrontConfig,
  log: ServerLog,
  pidFile: string,
): Promise<LaunchedFront> {
  await stopOrphan(pidFile, 'clickhouse', ['SIGTERM'], log);
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--max-old-space-size=192', MAIN],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // One thread of libuv's pool is taken by each running statement; files and gzip need some besides.
      env: childEnvironment({
        UV_THREADPOOL_SIZE: String(config.readers + config.writers + 4),
        NODE_OPTIONS: '',
      }),
    },
  );
  forwardLines(child.stdout, (line) => {
    log.info({ server: 'clickhouse', pid: child.pid }, line);
  });
  const lastLines: string[] = [];
  forwardLines(child.stderr, (line) => {
    lastLines.push(line);
    if (lastLines.length > 20) lastLines.shift();
    log.warn({ server: 'clickhouse', pid: child.pid }, line);
  });
  const exited = exitOf(child);
  const reported = firstReport(child);
  child.send(config);
  const outcome = await within(Promise.race([reported, exited]), START_TIMEOUT_MS);
  if (
    outcome === undefined ||
    !('kind' in outcome) ||
    outcome.kind === 'refused' ||
    child.pid === undefined
  ) {
    child.kill('SIGKILL');
    await exited;
    throw await startError(config.directory, outcome, lastLines);
  }
  try {
    await writePidFile(pidFile, child.pid);
  } catch (error) {
    // Nobody would look after it, and the next start would not know it.
    child.kill('SIGKILL');
    await exited;
    throw await toStartError('ClickHouse', config.directory, String(error));
  }
  const { port, engineVersion } = outcome;
  log.info({ server: 'clickhouse', pid: child.pid, port, engineVersion }, 'embedded ClickHouse is up');
  return { process: supervised(child, child.pid, exited, port), port };
}

function supervised(
  child: ChildProcess,
  pid: number,
  exited: Promise<ProcessExit>,
  port: number,
): SupervisedProcess {
  return {
    pid,
    exited,
    signal: (signal) => {
      child.kill(signal);
    },
    probe: async () => {
      const answer = await fetch(`http://127.0.0.1:${String(port)}/ping`, {
        signal: AbortSignal.timeout(5_000),
      });
      return answer.ok;
    },
  };
}

function firstReport(child: ChildProcess): Promise<FrontReport> {
  return new Promise((resolve) => {
    child.once('message', (message) => {
      resolve(frontReportSchema.parse(message));
    });
  });
}

async function startError(
  directory: string,
  outcome: FrontReport | ProcessExit | undefined,
  lastLines: readonly string[],
): Promise<EmbeddedServerError> {
  if (outcome === undefined) {
    return new EmbeddedServerError(
      'start_timeout',
      `The embedded ClickHouse on ${directory} did not come up within ${String(START_TIMEOUT_MS / 1000)} s.`,
      'The machine may be overloaded; the log has the last lines of the process.',
    );
  }
  const reason =
    'kind' in outcome && outcome.kind === 'refused'
      ? [outcome.reason, ...lastLines].join('\n')
      : `The process ended at once (${JSON.stringify(outcome)}). ${lastLines.join('\n')}`;
  return toStartError('ClickHouse', directory, reason);
}
