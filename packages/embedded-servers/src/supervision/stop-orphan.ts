import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedServerError } from '../embedded-server-error.ts';
import type { ServerLog } from '../server-log.ts';
import { readNotedProcess, removePidFile } from './pid-file.ts';
import { readProcessIdentity } from './process-identity.ts';

const POLL_MS = 20;
const GRACE_MS = 15_000;

/**
 * Ends the process that a killed predecessor left on the same directory, if there is one, and only if it is
 * provably the one noted in the pid file. A process whose parent lives is in use and left alone.
 *
 * @throws EmbeddedServerError `directory_in_use` when it is in use or cannot be ended
 */
export async function stopOrphan(
  pidFile: string,
  server: string,
  signals: readonly NodeJS.Signals[],
  log: ServerLog,
): Promise<void> {
  const noted = await readNotedProcess(pidFile);
  if (noted.kind === 'supervised') {
    throw new EmbeddedServerError(
      'directory_in_use',
      `Process ${String(noted.parentPid)} runs ${server} on this directory (process ${String(noted.pid)}).`,
      'Stop it first, or choose another directory.',
    );
  }
  if (noted.kind === 'orphan') {
    log.warn({ server, pid: noted.pid }, 'stopping a process left by an earlier run');
    await endProcess(noted.pid, server, signals);
  }
  await removePidFile(pidFile);
}

/** @throws EmbeddedServerError `directory_in_use` when no signal ends it */
export async function endProcess(
  pid: number,
  server: string,
  signals: readonly NodeJS.Signals[],
): Promise<void> {
  const identity = await readProcessIdentity(pid);
  for (const signal of [...signals, 'SIGKILL' as const]) {
    if (identity === undefined || !sendSignal(pid, signal)) return;
    for (const until = performance.now() + GRACE_MS; performance.now() < until; await delay(POLL_MS)) {
      if ((await readProcessIdentity(pid)) !== identity) return;
    }
  }
  throw new EmbeddedServerError(
    'directory_in_use',
    `Process ${String(pid)}, left by an earlier run of ${server}, does not end.`,
    'End it by hand and start again.',
  );
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    // It went between looking and signalling.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}
