import { type ChildProcess, fork } from 'node:child_process';
import { testConfig } from '../config.ts';

/** A service that is started again whenever it ends, as an orchestrator does it. */
export interface TendedProcess {
  kill(): void;
  tell(message: object): void;
  /** How often it had to be started again. */
  restarts(): number;
  /** Ends it in order, for good. */
  stop(): Promise<void>;
}

const restartAfterMs = 200;

export function tendProcess(
  script: URL,
  environment: Record<string, string>,
  onMessage: (message: unknown) => void = () => undefined,
): TendedProcess {
  let restarts = 0;
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  const launch = (): ChildProcess => {
    const started = fork(script, {
      env: { PATH: testConfig.commandPath, ...environment },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    started.on('message', onMessage);
    started.once('exit', () => {
      if (isStopping) return;
      restarts += 1;
      timer = setTimeout(() => {
        child = launch();
      }, restartAfterMs);
    });
    return started;
  };
  let child = launch();
  return {
    kill: () => void child.kill('SIGKILL'),
    tell(message) {
      if (child.connected) child.send(message, () => undefined);
    },
    restarts: () => restarts,
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
