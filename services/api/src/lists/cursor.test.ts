import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from './cursor.ts';

const list = { path: '/v1/deals', tenant: 'acme', rawQuery: { rep: 'r1', limit: '10' } };
const asOf = '2026-01-01T00:00:00.000000Z';

describe('cursors', () => {
  it('come back as they were, whatever the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (after) => {
        const text = writeCursor({ after, asOf }, list);
        expect(text).toMatch(/^[\w-]+$/);
        expect(readCursor(text, list)).toEqual({ after, asOf });
      }),
    );
  });

  it('do not read as another key, moment or list when a character is changed', () => {
    const text = writeCursor({ after: 'deal-1', asOf }, list);
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom('a', 'Z', '0', '9', '-', '_'),
        (index, character) => {
          const changed = text.slice(0, index) + character + text.slice(index + 1);
          const read = readCursor(changed, list);
          // What still reads is another place in the same list, as of another moment at most.
          if (read !== null && changed !== text) expect(read).not.toEqual({ after: 'deal-1', asOf });
        },
      ),
    );
  });

  it('bear another limit, and no other question', () => {
    const text = writeCursor({ after: 'x', asOf }, list);
    expect(readCursor(text, { ...list, rawQuery: { rep: 'r1', limit: '5', cursor: text } })).not.toBeNull();
    expect(readCursor(text, { ...list, rawQuery: { rep: 'r2' } })).toBeNull();
    expect(readCursor(text, { ...list, tenant: 'other' })).toBeNull();
    expect(readCursor(text, { ...list, path: '/v1/activities' })).toBeNull();
  });

  it.each(['', '%', 'e30', 'bm90IGpzb24', Buffer.from('{"after":1}').toString('base64url')])(
    'refuse %j',
    (text) => {
      expect(readCursor(text, list)).toBeNull();
    },
  );
});
