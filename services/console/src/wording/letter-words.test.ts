import { describe, expect, it } from 'vitest';
import { describeReplay, formatSize, formatValue, subjectOfKey, whyNoReplay } from './letter-words.ts';

describe('words about dead letters', () => {
  it.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [24_400, '24 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [5_242_880, '5.2 MB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });

  it.each([
    [{ sent: 2, came_back: 0, unsendable: 0, refused: [] }, '2 messages sent again.'],
    [
      { sent: 3, came_back: 1, unsendable: 0, refused: [] },
      '2 messages sent again. 1 message failed again and waits here.',
    ],
    [{ sent: 2, came_back: 2, unsendable: 0, refused: [] }, '2 messages failed again and wait here.'],
    [
      { sent: 0, came_back: 0, unsendable: 0, refused: [{ id: 'a', why: 'value_cut' as const }] },
      '1 message cannot be sent again.',
    ],
    [
      { sent: 1, came_back: 0, unsendable: 2, refused: [] },
      '1 message sent again. 2 messages cannot be sent again.',
    ],
    [{ sent: 0, came_back: 0, unsendable: 0, refused: [] }, 'There was nothing to send.'],
  ])('says what became of a replay: %o', (outcome, text) => {
    expect(describeReplay(outcome)).toBe(text);
  });

  it('names what a message is about, whatever its key is', () => {
    expect(subjectOfKey('["acme","deal/7"]')).toBe('deal/7');
    expect(subjectOfKey('no key')).toBe('no key');
    expect(subjectOfKey('["acme"]')).toBe('["acme"]');
  });

  it('shows JSON with a line a field and anything else as it is', () => {
    expect(formatValue(btoa('{"a":1}'))).toBe('{\n  "a": 1\n}');
    expect(formatValue(btoa('{"a":'))).toBe('{"a":');
    expect(formatValue(btoa('\u00ff'))).toBe('\ufffd');
  });

  it('says why a message cannot be sent again', () => {
    expect(whyNoReplay({ value_is_whole: true, step: 'validate' })).toBeNull();
    expect(whyNoReplay({ value_is_whole: false, step: 'decode' })).toMatch(/too large/);
    expect(whyNoReplay({ value_is_whole: true, step: 'keep' })).toMatch(/no event/);
  });
});
