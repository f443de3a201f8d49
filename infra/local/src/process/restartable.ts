import type { ServerProcess } from './start-process.ts';

/** A server that can be ended and started again in the same place. */
export interface Restartable {
  /** Process id while it runs; absent in a container. */
  pid(): number | undefined;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL, so that it must recover. */
  kill(): Promise<void>;
  /** Starts it again on the same port and directory. */
  start(): Promise<void>;
}

/** Starts a server for the first time and keeps hold of its process. */
export async function startRestartable(
  name: string,
  launch: () => Promise<ServerProcess>,
): Promise<Restartable> {
  let running: ServerProcess | undefined = await launch();
  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    const ending = running;
    running = undefined;
    await ending?.[how]();
  };
  return {
    pid: () => running?.pid,
    stop: () => end('stop'),
    kill: () => end('kill'),
    start: async () => {
      if (running !== undefined) throw new Error(`this ${name} runs already`);
      running = await launch();
    },
  };
}
