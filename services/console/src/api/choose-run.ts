import type { DiagnosisRun } from '@stepup/contracts';

/** Which run to read: the finished one as of the latest moment, else one under way. Runs with a window of their own do not count. */
export function chooseRun(
  runs: readonly DiagnosisRun[],
): { kind: 'done'; run: DiagnosisRun } | { kind: 'running'; run: DiagnosisRun } | { kind: 'no_run' } {
  const usual = runs.filter((run) => run.window_days === null);
  const done = usual
    .filter((run) => run.state === 'done')
    .sort(byMoment)
    .at(-1);
  if (done !== undefined) return { kind: 'done', run: done };
  const running = usual.find((run) => run.state === 'queued' || run.state === 'running');
  return running === undefined ? { kind: 'no_run' } : { kind: 'running', run: running };
}

function byMoment(one: DiagnosisRun, other: DiagnosisRun): number {
  const [left, right] = [one, other].map((run) => `${run.as_of} ${run.finished_at ?? ''}`);
  if (left === right) return 0;
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
