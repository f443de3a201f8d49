import { describe, expect, it } from 'vitest';
import { createLogger } from '../logging/create-logger.ts';
import { createSeldomLog } from './create-seldom-log.ts';

describe('createSeldomLog', () => {
  it('warns once in its interval, then says how many lines were left out', () => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const log = createLogger({ service: 'test', level: 'info', destination });
    let now = 0;
    const seldom = createSeldomLog({ log, intervalMs: 60_000, nowMs: () => now });
    for (const atMs of [0, 1, 59_999, 60_000, 60_001, 200_000]) {
      now = atMs;
      seldom.warn({ atMs }, 'failed');
    }
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { atMs: 0, leftOut: 0 },
      { atMs: 60_000, leftOut: 2 },
      { atMs: 200_000, leftOut: 1 },
    ]);
  });
});
