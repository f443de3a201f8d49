import { exitCodes } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Logger } from '../logging/create-logger.ts';

export interface RunningProcess {
  /** Where it listens, to be told once it does. */
  url?: string;
  /** Ends orderly: takes nothing new, finishes what was begun, closes what was opened. */
  stop(): Promise<void>;
  /** Resolves when the process cannot go on (a consumer that crashed): it is stopped, with exit code `system`. */
  failure?: Promise<Error>;
}

/** An expected reason not to start, such as a port in use. */
export interface StartRefused {
  kind: 'refused';
  message: string;
  exitCode: ExitCode;
}

export interface RunProcessOptions {
  /** The signal is aborted when the process is told to stop before it has started. */
  start(signal: AbortSignal): Promise<RunningProcess | StartRefused>;
  log: Logger;
  /** How long an orderly stop may take before the process ends without it. */
  stopTimeoutMs?: number;
}

const defaultStopTimeoutMs = 30_000;

/**
 * Runs a service until a signal ends it, then ends the process.
 *
 * The first SIGINT or SIGTERM stops orderly (exit code 0), a second one ends at once (130). An error while
 * starting or stopping, a stop that takes too long, `failure`, an uncaught exception and an unhandled
 * rejection end the process with `exitCodes.system`; after the last two nothing is stopped orderly, since
 * the state is unknown and every part has to bear a kill anyway.
 */
export function runProcess(options: RunProcessOptions): void {
  const { log } = options;
  const stopTimeoutMs = options.stopTimeoutMs ?? defaultStopTimeoutMs;
  const aborter = new AbortController();
  let stopping = false;

  const dieOf = (message: string) => (error: unknown) => {
    log.fatal({ err: error }, message);
    process.exit(exitCodes.system);
  };
  process.on('uncaughtException', dieOf('uncaught exception'));
  process.on('unhandledRejection', dieOf('unhandled rejection'));

  // Begins after this function, when the handlers of the signals are in place.
  const started = Promise.resolve().then(() => options.start(aborter.signal));

  const stop = async (exitCode: ExitCode): Promise<void> => {
    stopping = true;
    aborter.abort();
    // Not unreferenced: when nothing else keeps the process alive, a stop that hangs is still reported.
    const timer = setTimeout(() => {
      log.fatal({ stopTimeoutMs }, 'the orderly stop took too long');
      process.exit(exitCodes.system);
    }, stopTimeoutMs);
    try {
      const running = await started.catch(() => null);
      if (running !== null && 'stop' in running) await running.stop();
    } catch (error) {
      dieOf('the orderly stop failed')(error);
    }
    clearTimeout(timer);
    log.info('stopped');
    process.exit(exitCode);
  };

  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) {
      log.warn({ signal }, 'told to stop a second time: ending at once');
      process.exit(exitCodes.interrupted);
    }
    log.info({ signal }, 'stopping');
    void stop(exitCodes.ok);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);

  started.then(
    (running) => {
      if (stopping) return;
      if (!('stop' in running)) {
        log.error({ exitCode: running.exitCode }, running.message);
        process.exit(running.exitCode);
      }
      log.info({ url: running.url }, 'ready');
      running.failure?.then((error) => {
        if (stopping) return;
        log.fatal({ err: error }, 'cannot go on');
        void stop(exitCodes.system);
      }, dieOf('cannot go on'));
    },
    (error: unknown) => {
      // A start that was told to stop may end with its abort reason.
      if (!stopping) dieOf('start failed')(error);
    },
  );
}
