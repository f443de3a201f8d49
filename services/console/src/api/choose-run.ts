import type { DiagnosisRun } from '@stepup/contracts';

/**
 * Which run to read: the newest finished look, because findings speak of it; without a look the newest finished run on
 * demand; else one under way. Runs with a window of their own do not count.
 */
export function chooseRun(
  runs: readonly DiagnosisRun[],
): { kind: 'done'; run: DiagnosisRun } | { kind: 'running'; run: DiagnosisRun } | { kind: 'no_run' } {
  const usual = runs.filter((run) => run.window_days === null);
  const finished = usual.filter((run) => run.state === 'done').sort(byMoment);
  const done = finished.findLast((run) => run.kind === 'look') ?? finished.at(-1);
  if (done !== undefined) return { kind: 'done', run: done };
  const running = usual.find((run) => run.state === 'queued' || run.state === 'running');
  return running === undefined ? { kind: 'no_run' } : { kind: 'running', run: running };
}

function byMoment(one: DiagnosisRun, other: DiagnosisRun): number {
  const [left, right] = [one, other].map((run) => `${run.as_of} ${run.finished_at ?? ''}`);
  if (left === right) return 0;
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
