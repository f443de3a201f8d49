import type { StartedTestContainer } from 'testcontainers';
import type { Restartable } from '../process/restartable.ts';

/** A stopped container keeps its files and its port, and takes them up again. */
export function restartableContainer(container: StartedTestContainer): Restartable {
  const end = async (timeout: number): Promise<void> => {
    await container.stop({ remove: false, removeVolumes: false, timeout });
  };
  return {
    pid: () => undefined,
    stop: () => end(20_000),
    // Without a grace period Docker ends it by SIGKILL.
    kill: () => end(0),
    start: () => container.restart(),
  };
}
