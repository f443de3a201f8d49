import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ServerLog } from '@stepup/embedded-servers';
import { ServerUnavailable } from '../server-unavailable.ts';

export interface ProcessOptions {
  name: string;
  program: string;
  options: readonly string[];
  /** The line by which the server says that it takes connections. */
  ready: RegExp;
  stopSignal: NodeJS.Signals;
  log: ServerLog;
  uid?: number;
  gid?: number;
}

/** A server that runs as a child of ours. */
export interface ServerProcess {
  readonly pid: number;
  /** Settles when the process has ended, however it did. */
  readonly exited: Promise<void>;
  /** Ends it in order; SIGKILL when it takes longer than `STOP_GRACE_MS`. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash of the machine would end it. */
  kill(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 20_000;
const KEPT_LINES = 30;

/**
 * Starts a server and waits for the line that says it is up.
 *
 * @throws ServerUnavailable when it ends before that, with its last lines
 */
export async function startProcess(options: ProcessOptions): Promise<ServerProcess> {
  const { name, program, ready, stopSignal, log, uid, gid } = options;
  const account = uid === undefined || gid === undefined ? {} : { uid, gid };
  const child = spawn(program, options.options, {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    // In a group of its own: Ctrl-C must reach us, who stop the servers in order.
    detached: true,
  });
  const exited = new Promise<void>((resolve) => {
    child.once('error', () => {
      resolve();
    });
    child.once('exit', () => {
      resolve();
    });
  });
  // The last net, for a process that ends without stopping its servers.
  const killAtExit = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', killAtExit);
  void exited.then(() => process.off('exit', killAtExit));
  const end = (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    return exited;
  };
  await untilReady(child, exited, options);
  const pid = child.pid;
  if (pid === undefined) throw new ServerUnavailable(`${name} has no process (${program})`);
  log.info({ server: name, pid, ready: ready.source }, 'server is up');
  return {
    pid,
    exited,
    kill: () => end('SIGKILL'),
    stop: async () => {
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
      await end(stopSignal);
      clearTimeout(timer);
    },
  };
}

async function untilReady(
  child: ChildProcess,
  exited: Promise<void>,
  { name, program, ready, log }: ProcessOptions,
): Promise<void> {
  const lastLines: string[] = [];
  const isUp = Promise.withResolvers<'up'>();
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lastLines.push(line);
      if (lastLines.length > KEPT_LINES) lastLines.shift();
      log.info({ server: name, pid: child.pid }, line);
      if (ready.test(line)) isUp.resolve('up');
    });
  }
  child.once('error', (error) => lastLines.push(error.message));
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => {
    late.resolve('late');
  }, START_TIMEOUT_MS);
  const outcome = await Promise.race([isUp.promise, late.promise, exited.then(() => 'ended' as const)]);
  clearTimeout(timer);
  if (outcome === 'up') return;
  child.kill('SIGKILL');
  await exited;
  const why =
    outcome === 'late' ? `did not come up within ${START_TIMEOUT_MS / 1_000} s` : 'ended while starting';
  throw new ServerUnavailable(`${name} (${program}) ${why}:\n${lastLines.join('\n')}`);
}
