import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tabSeparated, tabSeparatedInstant } from './tab-separated.ts';

const meanings: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '0': '\0', '\\': '\\' };

describe('tabSeparated', () => {
  it('is one line of as many fields, each of which reads as it was, whatever they hold', () => {
    const field = fc.string({
      unit: fc.constantFrom('\\', '\t', '\n', '\r', '\0', 'n', 't', '"', 'ü', '\u2028'),
    });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 5 }), (fields) => {
        const line = tabSeparated(fields);
        expect(line).not.toMatch(/[\n\r\0]/);
        const read = line
          .split('\t')
          .map((text) => text.replace(/\\(.)/g, (_, mark: string) => meanings[mark] ?? '?'));
        expect(read).toEqual(fields);
      }),
    );
  });

  it('writes a time without the letters that a reader would have to look for', () => {
    expect(tabSeparatedInstant('2026-01-31T09:00:00.123456Z')).toBe('2026-01-31 09:00:00.123456');
  });
});
