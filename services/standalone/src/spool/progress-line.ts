/** Shows how far a long task is: one line rewritten on a terminal, a plain line every few seconds elsewhere. */
export interface ProgressLine {
  /** @param done of `total`; with `total` 0 only the text is shown */
  show(text: string, done: number, total: number): void;
  /** Ends the line, so that what comes next begins on its own. */
  end(): void;
}

interface ProgressOutput {
  isTTY?: boolean;
  write(text: string): unknown;
}

const terminalIntervalMs = 100;
const plainIntervalMs = 5000;

export function createProgressLine(output: ProgressOutput, nowMs: () => number): ProgressLine {
  const isTerminal = output.isTTY === true;
  let startedAt: number | null = null;
  let shownAt = Number.NEGATIVE_INFINITY;
  let isOpen = false;
  return {
    show(text, done, total) {
      const now = nowMs();
      startedAt ??= now;
      if (now - shownAt < (isTerminal ? terminalIntervalMs : plainIntervalMs)) return;
      shownAt = now;
      const line = `${text}${describeShare(done, total, now - startedAt)}`;
      output.write(isTerminal ? `\r\u001B[2K${line}` : `${line}\n`);
      isOpen = isTerminal;
    },
    end() {
      if (isOpen) output.write('\n');
      isOpen = false;
      startedAt = null;
      shownAt = Number.NEGATIVE_INFINITY;
    },
  };
}

function describeShare(done: number, total: number, elapsedMs: number): string {
  if (total <= 0) return '';
  const share = Math.min(1, done / total);
  const percent = ` ${Math.floor(share * 100)} %`;
  if (share === 0 || elapsedMs < 1000) return percent;
  const secondsLeft = Math.ceil((elapsedMs / share - elapsedMs) / 1000);
  return `${percent}, about ${secondsLeft} s left`;
}
