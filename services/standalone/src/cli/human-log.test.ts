import { createLogger } from '@stepup/runtime';
import { expect, it } from 'vitest';
import { toPlainLine } from './human-log.ts';

it('shows what a person needs of a log line, and what is no log line as it is', () => {
  const lines: string[] = [];
  const log = createLogger({
    service: 'test',
    level: 'info',
    destination: { write: (text) => void lines.push(text) },
  });
  log.warn({ server: 'postgres' }, 'restarting');
  log.error({ err: new Error('the disk is full') }, 'not stored');
  expect(lines.map(toPlainLine)).toEqual(['warn: restarting', 'error: not stored (the disk is full)']);
  expect(toPlainLine('not a log line\n')).toBe('not a log line');
});
