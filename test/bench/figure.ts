/** One line of the table: the median as text, and every run beside it. */
export interface Figure {
  what: string;
  value: string;
  runs: string[];
  goal: string;
}

/** A figure in seconds, of the median of its runs. */
export function secondsFigure(what: string, runsMs: readonly number[], goal: string): Figure {
  const seconds = runsMs.map((ms) => `${(ms / 1000).toFixed(1)} s`);
  return { what, value: `${(medianOf(runsMs) / 1000).toFixed(1)} s`, runs: seconds, goal };
}

/** The same in milliseconds. */
export function millisecondsFigure(what: string, runsMs: readonly number[], goal: string): Figure {
  const texts = runsMs.map((ms) => `${Math.round(ms)} ms`);
  return { what, value: `${Math.round(medianOf(runsMs))} ms`, runs: texts, goal };
}

/** The middle value, the lower one of two. */
function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('no run was measured');
  return middle;
}
