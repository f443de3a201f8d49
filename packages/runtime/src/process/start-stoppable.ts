import type { RunningProcess, StartRefused } from './run-process.ts';
import { createStopStack, type StopStack } from './stop-stack.ts';

/** Starts a process part by part; where a part refuses or fails, what was started before it is stopped. */
export async function startStoppable<Instance extends RunningProcess>(
  startParts: (stops: StopStack) => Promise<Instance | StartRefused>,
): Promise<Instance | StartRefused> {
  const stops = createStopStack();
  try {
    const started = await startParts(stops);
    if (!('stop' in started)) await stops.stopAll();
    return started;
  } catch (error) {
    await stops.stopAll();
    throw error;
  }
}
