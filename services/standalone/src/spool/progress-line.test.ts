import { describe, expect, it } from 'vitest';
import { createProgressLine } from './progress-line.ts';

function record(isTTY: boolean) {
  const written: string[] = [];
  let now = 0;
  const line = createProgressLine({ isTTY, write: (text) => written.push(text) }, () => now);
  return { line, written, advance: (ms: number) => (now += ms) };
}

describe('createProgressLine', () => {
  it('rewrites one line on a terminal, with share and time left', () => {
    const { line, written, advance } = record(true);
    line.show('reading', 0, 100);
    advance(2000);
    line.show('reading', 25, 100);
    line.end();
    expect(written).toEqual(['\r\u001B[2Kreading 0 %', '\r\u001B[2Kreading 25 %, about 6 s left', '\n']);
  });

  it('writes a plain line every five seconds elsewhere', () => {
    const { line, written, advance } = record(false);
    line.show('sending', 0, 10);
    advance(4999);
    line.show('sending', 5, 10);
    advance(1);
    line.show('sending', 10, 10);
    line.end();
    expect(written).toEqual(['sending 0 %\n', 'sending 100 %, about 0 s left\n']);
  });

  it('shows the text alone where the total is not known', () => {
    const { line, written } = record(false);
    line.show('mapping', 3, 0);
    expect(written).toEqual(['mapping\n']);
  });
});
