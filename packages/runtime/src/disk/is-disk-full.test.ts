import { describe, expect, it } from 'vitest';
import { isDiskFull } from './is-disk-full.ts';

const withCode = (code: unknown, message = 'it failed'): Error => Object.assign(new Error(message), { code });

describe('isDiskFull', () => {
  it.each([
    ['Node, no space', withCode('ENOSPC', 'ENOSPC: no space left on device, write')],
    ['Node, quota', withCode('EDQUOT', 'EDQUOT: disk quota exceeded, write')],
    ['PostgreSQL', withCode('53100', 'could not extend file "base/5/1": No space left on device')],
    ['ClickHouse, before it writes', withCode('243', 'Cannot reserve 1.00 MiB, not enough space. ')],
    [
      'ClickHouse, while it writes',
      withCode('75', 'Cannot write to file: /data/x: , errno: 28, strerror: No space left on device. '),
    ],
    ['the front of the embedded engine', withCode('1002', 'ENOSPC: no space left on device, write')],
    ['SQLite', new Error('database or disk is full')],
    [
      'PostgreSQL, in words, after a short write',
      new Error(
        'could not extend file "base/1/1": wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.',
      ),
    ],
    ['a child process in words', new Error('initdb: error: could not close file: No space left on device')],
  ])('knows the words of %s, also as a cause and among several', (_name, error) => {
    expect(isDiskFull(error)).toBe(true);
    expect(isDiskFull(new Error('Failed query', { cause: new Error('inner', { cause: error }) }))).toBe(true);
    expect(isDiskFull(new AggregateError([new Error('other'), error]))).toBe(true);
  });

  it.each([
    ['a store that is away', withCode('ECONNREFUSED')],
    ['a table that is read-only', withCode('25006', 'cannot execute INSERT in a read-only transaction')],
    ['memory that is used up', withCode('241', 'MEMORY_LIMIT_EXCEEDED')],
    ['a broken rule', withCode('23505')],
    ['what is no error', 'No space left on device'],
  ])('leaves %s alone', (_name, error) => {
    expect(isDiskFull(error)).toBe(false);
  });

  it('ends on a chain that bites its own tail', () => {
    const error = new Error('one');
    error.cause = error;
    expect(isDiskFull(error)).toBe(false);
  });
});
