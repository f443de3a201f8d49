import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { childEnvironment } from '../config.ts';
import { EmbeddedServerError } from '../embedded-server-error.ts';
import type { ServerLog } from '../server-log.ts';
import { forwardLines } from '../supervision/forward-lines.ts';
import { writePidFile } from '../supervision/pid-file.ts';
import { readCommandLine, readParentPid, readProcessIdentity } from '../supervision/process-identity.ts';
import { endProcess, stopOrphan } from '../supervision/stop-orphan.ts';
import { type SupervisedProcess, exitOf } from '../supervision/supervised-process.ts';
import { toStartError } from '../to-start-error.ts';
import type { Placement } from './placement.ts';
import { probePostgres } from './probe-postgres.ts';

/** Fast shutdown, then immediate shutdown; SIGTERM would wait for clients to leave. */
export const POSTGRES_STOP_SIGNALS = ['SIGINT', 'SIGQUIT'] as const;

/** Replaying the log after a crash is bounded by max_wal_size; this leaves room for a slow disk. */
const START_TIMEOUT_MS = 120_000;
const POLL_MS = 20;
const PROBE_TIMEOUT_MS = 3_000;
/** How long children of a killed server may still hold its shared memory. */
const SHARED_MEMORY_ATTEMPTS = 50;

/** Starts the server process and waits until it takes connections (a crash recovery included). */
export async function launchPostgres(
  placement: Placement,
  port: number,
  pidFile: string,
  log: ServerLog,
): Promise<SupervisedProcess> {
  await stopOrphan(pidFile, 'postgres', POSTGRES_STOP_SIGNALS, log);
  await clearPostmasterPid(placement.dataDirectory, log);
  for (let attempt = 1; ; attempt += 1) {
    const launched = await launchOnce(placement, port, pidFile, log);
    if (!('lastLines' in launched)) return launched;
    const said = launched.lastLines.join('\n');
    // Backends of a server killed a moment ago notice it within a second or so.
    if (!/pre-existing shared memory block/.test(said) || attempt === SHARED_MEMORY_ATTEMPTS) {
      throw (
        damageOf(placement.dataDirectory, said) ??
        (await toStartError('PostgreSQL', placement.dataDirectory, essenceOf(said)))
      );
    }
    await delay(100);
  }
}

async function launchOnce(
  placement: Placement,
  port: number,
  pidFile: string,
  log: ServerLog,
): Promise<SupervisedProcess | { readonly lastLines: readonly string[] }> {
  const { dataDirectory, nativeDirectory, account } = placement;
  const child = spawn(
    join(nativeDirectory, 'bin', 'postgres'),
    ['-D', dataDirectory, ...serverSettings(port)],
    {
      ...account,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      // In a group of its own: Ctrl-C must reach the product, which stops its servers in order.
      detached: true,
      env: childEnvironment({ LC_ALL: 'C', TZ: 'UTC' }),
    },
  );
  const lastLines: string[] = [];
  const note = (line: string): void => {
    lastLines.push(line);
    if (lastLines.length > 30) lastLines.shift();
    // Our own probes during start and stop.
    if (/the database system is (starting up|shutting down|not yet accepting connections)/.test(line)) return;
    const fields = { server: 'postgres', pid: child.pid };
    if (/ (FATAL|PANIC): /.test(line)) log.error(fields, line);
    else if (/ (WARNING|ERROR): /.test(line)) log.warn(fields, line);
    else log.info(fields, line);
  };
  forwardLines(child.stdout, note);
  forwardLines(child.stderr, note);
  child.on('error', (error) => {
    lastLines.push(error.message);
  });
  const pid = child.pid;
  if (pid === undefined) {
    await delay(0);
    return { lastLines };
  }
  const exited = exitOf(child);
  try {
    await writePidFile(pidFile, pid);
  } catch (error) {
    // Nobody would look after it, and the next start would not know it.
    child.kill('SIGQUIT');
    await exited;
    return { lastLines: [...lastLines, String(error)] };
  }
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  for (
    const until = performance.now() + START_TIMEOUT_MS;
    !ended && performance.now() < until;
    await delay(POLL_MS)
  ) {
    if ((await probePostgres(port, PROBE_TIMEOUT_MS)) !== 'accepting') continue;
    log.info({ server: 'postgres', pid, port }, 'embedded PostgreSQL is up');
    return {
      pid,
      exited,
      signal: (signal) => {
        child.kill(signal);
      },
      probe: async () => (await probePostgres(port, PROBE_TIMEOUT_MS)) !== 'silent',
    };
  }
  if (!ended) child.kill('SIGQUIT');
  await exited;
  return {
    lastLines: ended ? lastLines : [...lastLines, `No answer within ${String(START_TIMEOUT_MS / 1000)} s.`],
  };
}

/**
 * Sized for one machine that also runs everything else: about 25 MB at rest. Nothing here gives up durability.
 */
function serverSettings(port: number): readonly string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    // Four for each kind of job (a queue and a worker), thirteen kinds at present, beside pools of ten.
    max_connections: '120',
    shared_buffers: '32MB',
    work_mem: '4MB',
    maintenance_work_mem: '32MB',
    effective_cache_size: '256MB',
    max_wal_size: '256MB',
    min_wal_size: '32MB',
    max_parallel_workers_per_gather: '0',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    password_encryption: 'scram-sha-256',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * PostgreSQL refuses to start while the process noted in postmaster.pid lives, whatever that process is by now. A
 * server of ours that lost its parent is ended; a number that has gone to another program is cleared away.
 */
async function clearPostmasterPid(dataDirectory: string, log: ServerLog): Promise<void> {
  const file = join(dataDirectory, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (!Number.isInteger(pid) || (await readProcessIdentity(pid)) === undefined) return;
  if ((await readCommandLine(pid))?.includes(dataDirectory) !== true) {
    await rm(file, { force: true });
    return;
  }
  if ((await readParentPid(pid)) !== 1) {
    throw new EmbeddedServerError(
      'directory_in_use',
      `A PostgreSQL server (process ${String(pid)}) runs on ${dataDirectory}.`,
      'Stop it first, or choose another directory.',
    );
  }
  log.warn({ server: 'postgres', pid }, 'stopping a server left by an earlier run');
  await endProcess(pid, 'postgres', POSTGRES_STOP_SIGNALS);
}

const DAMAGE =
  /database files are incompatible|byte ordering|invalid checkpoint|could not locate a valid checkpoint|incorrect checksum|could not open (file|directory) "|could not read (file|block)|invalid page|could not access status|contains garbage|not a valid data directory|is corrupted/i;

function damageOf(dataDirectory: string, said: string): EmbeddedServerError | undefined {
  if (/Permission denied|No space left/i.test(said) || !DAMAGE.test(said)) return undefined;
  return new EmbeddedServerError(
    'damaged_directory',
    `The PostgreSQL cluster in ${dataDirectory} is damaged: ${essenceOf(said)}.`,
    'Restore it from a backup. Nothing has been changed in it.',
  );
}

/** What broke, without times, what led up to it, and our own probes; all of it where no line says so. The log has the rest. */
function essenceOf(said: string): string {
  const faults = [...said.matchAll(/ (?:FATAL|PANIC|ERROR): +(.+)$/gm)]
    .map(([, fault = '']) => fault)
    .filter((fault) => !fault.startsWith('the database system is'));
  return faults.length === 0 ? said : [...new Set(faults)].join('; ');
}
