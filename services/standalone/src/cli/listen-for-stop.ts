import { exitCodes } from '@stepup/runtime';

/** Tells a command that it is to stop, so that it can tidy up; a second Ctrl-C ends it at once. */
export function listenForStop(): { stopping: AbortSignal; ignore: () => void } {
  const aborter = new AbortController();
  const onSignal = (): void => {
    if (aborter.signal.aborted) process.exit(exitCodes.interrupted);
    aborter.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    stopping: aborter.signal,
    ignore: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
