import { EmbeddedServerError } from '../embedded-server-error.ts';
import type { RunningServer, ServerState } from '../running-server.ts';
import type { ServerLog } from '../server-log.ts';
import { type RestartPolicy, decideRestart } from './backoff.ts';
import { stopProcess, within } from './stop-process.ts';
import type { SupervisedProcess } from './supervised-process.ts';

export interface SupervisionOptions {
  readonly name: string;
  readonly log: ServerLog;
  /** Starts one process and resolves when it answers; rejects when it does not come up. */
  readonly launch: () => Promise<SupervisedProcess>;
  readonly stopSignals: readonly NodeJS.Signals[];
  readonly stopGraceMs: number;
  readonly restart: RestartPolicy;
  readonly probeEveryMs: number;
  readonly probeTimeoutMs: number;
  /** Consecutive silent probes after which the process is killed and started again. */
  readonly maxSilentProbes: number;
  /** Whether the disk has room for the process. A restart waits for it, however long that takes, and counts anew. */
  readonly hasRoom: () => Promise<boolean>;
  readonly onFailed: ((error: Error) => void) | undefined;
}

/** How often a disk without room is looked at. */
const ROOM_POLL_MS = 1_000;

/**
 * Starts a process and keeps it running until `stop`. A failure of the first start is thrown; later ones lead to
 * restarts with growing delays and at last to the state `failed` and one call of `onFailed`.
 */
export async function supervise(options: SupervisionOptions): Promise<RunningServer> {
  const supervisor = new Supervisor(options);
  await supervisor.start();
  return {
    name: options.name,
    state: () => supervisor.state,
    pid: () => supervisor.pid(),
    stop: () => supervisor.stop(),
  };
}

class Supervisor {
  state: ServerState = 'starting';
  readonly #options: SupervisionOptions;
  readonly #stopping = new AbortController();
  #child: SupervisedProcess | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: SupervisionOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#child = await this.#options.launch();
    this.state = 'healthy';
    this.#loop = this.#keepRunning(this.#child);
  }

  pid(): number | undefined {
    return this.#child?.pid;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const { stopSignals, stopGraceMs } = this.#options;
    if (this.#child !== undefined) await stopProcess(this.#child, stopSignals, stopGraceMs);
    await this.#loop;
    if (this.state !== 'failed') this.state = 'stopped';
  }

  async #keepRunning(first: SupervisedProcess): Promise<void> {
    const { restart } = this.#options;
    let child: SupervisedProcess | undefined = first;
    let attempt = 0;
    for (;;) {
      if (child !== undefined) {
        const healthySince = performance.now();
        await this.#watch(child);
        // Its number may already be another process's.
        this.#child = undefined;
        if (performance.now() - healthySince >= restart.stableAfterMs) attempt = 0;
      }
      if (this.#stopping.signal.aborted) return;
      this.state = 'restarting';
      if (!(await this.#options.hasRoom())) {
        await this.#waitForRoom();
        attempt = 0;
      }
      attempt += 1;
      const decision = decideRestart(attempt, restart);
      if (decision.kind === 'give_up') {
        this.#fail(attempt - 1);
        return;
      }
      await this.#pause(decision.delayMs);
      if (this.#stopping.signal.aborted) return;
      child = await this.#relaunch(attempt);
    }
  }

  async #relaunch(attempt: number): Promise<SupervisedProcess | undefined> {
    const { log, name } = this.#options;
    try {
      const child = await this.#options.launch();
      this.#child = child;
      // A stop that came while the process was starting has not seen it.
      if (this.#stopping.signal.aborted) {
        await stopProcess(child, this.#options.stopSignals, this.#options.stopGraceMs);
        return undefined;
      }
      this.state = 'healthy';
      log.info({ server: name, pid: child.pid, attempt }, 'embedded server restarted');
      return child;
    } catch (error) {
      log.error({ server: name, attempt, err: error }, 'embedded server did not come back');
      return undefined;
    }
  }

  /** Resolves when the process has ended; ends it itself when it no longer answers. */
  async #watch(child: SupervisedProcess): Promise<void> {
    const { log, name, probeEveryMs, probeTimeoutMs, maxSilentProbes } = this.#options;
    let silent = 0;
    for (;;) {
      const exit = await within(child.exited, probeEveryMs);
      if (exit !== undefined) {
        if (!this.#stopping.signal.aborted)
          log.warn({ server: name, pid: child.pid, ...exit }, 'embedded server ended');
        return;
      }
      if (this.#stopping.signal.aborted) continue;
      const answered = await within(
        child.probe().catch(() => false),
        probeTimeoutMs,
      );
      silent = answered === true ? 0 : silent + 1;
      if (silent < maxSilentProbes) continue;
      log.error({ server: name, pid: child.pid, silent }, 'embedded server does not answer and is killed');
      child.signal('SIGKILL');
    }
  }

  /** A server that fell for want of space would only fall again, and use up its attempts long before anybody made room. */
  async #waitForRoom(): Promise<void> {
    const { hasRoom, log, name } = this.#options;
    log.error({ server: name }, 'the disk is full: the embedded server is started again when there is room');
    do await this.#pause(ROOM_POLL_MS);
    while (!this.#stopping.signal.aborted && !(await hasRoom()));
  }

  async #pause(delayMs: number): Promise<void> {
    const { signal } = this.#stopping;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, delayMs);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  #fail(attempts: number): void {
    const { name, log, onFailed } = this.#options;
    this.state = 'failed';
    const error = new EmbeddedServerError(
      'restart_limit',
      `The embedded ${name} ended again and again (${String(attempts)} restarts in a row).`,
      'Its last log lines say why; start again when the cause is gone.',
    );
    log.error({ server: name, err: error }, 'embedded server given up');
    onFailed?.(error);
  }
}
