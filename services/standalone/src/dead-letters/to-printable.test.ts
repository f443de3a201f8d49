import { describe, expect, it } from 'vitest';
import { formatTable } from './format-table.ts';
import { toPrintable } from './to-printable.ts';

describe('toPrintable', () => {
  it.each([
    ['plain text', 'deal/Ü1', 'deal/Ü1'],
    ['what a terminal would obey', 'a\u001B[2Jb\r\n', 'a·[2Jb··'],
    ['what turns the direction of text', 'a\u202Eb', 'a·b'],
    ['long text', '0123456789abc', '012345678…'],
    ['long text of wide characters', '😀'.repeat(11), `${'😀'.repeat(9)}…`],
  ])('shows %s on one line', (_, text, shown) => {
    expect(toPrintable(text, 10)).toBe(shown);
  });
});

describe('formatTable', () => {
  it('lines up its columns', () => {
    expect(
      formatTable(
        ['A', 'LONG'],
        [
          ['1234', 'x'],
          ['1', ''],
        ],
      ),
    ).toBe('A     LONG\n1234  x\n1');
  });
});
