import type { ProcessExit, SupervisedProcess } from './supervised-process.ts';

/**
 * Asks a process to end, and makes it end when it does not: the signals in turn, each with its grace period, then
 * SIGKILL.
 */
export async function stopProcess(
  child: SupervisedProcess,
  signals: readonly NodeJS.Signals[],
  graceMs: number,
): Promise<ProcessExit> {
  for (const signal of signals) {
    child.signal(signal);
    const exit = await within(child.exited, graceMs);
    if (exit !== undefined) return exit;
  }
  child.signal('SIGKILL');
  return child.exited;
}

/** The promise's value, or `undefined` when it takes longer than `ms`. */
export async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, ms);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
