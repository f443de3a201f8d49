import { deadLetter, deadLetterLimits, replayHeaders } from '@stepup/contracts';
import type { ReceivedMessage } from '@stepup/event-bus';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage } from './decode-message.ts';
import { toDeadLetter } from './to-dead-letter.ts';

const receivedAt = '2026-01-02T00:00:00.000000Z';

function letterOf(change: Partial<ReceivedMessage>) {
  const message: ReceivedMessage = {
    key: '["acme","deal/d1"]',
    value: '{',
    headers: { receivedat: receivedAt },
    topic: 'events',
    partition: 0,
    offset: '7',
    timestampMs: 1_000,
    ...change,
  };
  const decoded = decodeMessage(message);
  if (decoded.kind !== 'undecodable') throw new Error('the message of the test cannot be stored');
  return toDeadLetter(message, decoded.reason, decoded.detail);
}

/** Messages that hold no event, whatever their bytes are. */
const message = fc.record({
  key: fc.string({ unit: 'binary' }),
  value: fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()),
  headers: fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })),
  topic: fc.constantFrom('a', 'b'),
  partition: fc.nat(),
  offset: fc.bigInt({ min: 0n, max: 2n ** 63n }).map(String),
  timestampMs: fc.oneof(fc.constant(-1), fc.nat(), fc.maxSafeInteger()),
});

describe('toDeadLetter', () => {
  it('makes a letter that the dead-letter topic takes, and the same one again, of any bytes', () => {
    fc.assert(
      fc.property(message, (change) => {
        const letter = letterOf(change);
        expect(deadLetter.parse(JSON.parse(JSON.stringify(letter)))).toEqual(letter);
        expect(letterOf(change)).toEqual(letter);
        expect(Buffer.from(letter.value, 'base64').equals(Buffer.from(change.value))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('drops the one header that no record can hold', () => {
    expect(letterOf({ headers: JSON.parse('{"__proto__":"x","a":"b"}') }).headers).toEqual({ a: 'b' });
  });

  it.each([
    ['another topic', { topic: 'other' }],
    ['another partition', { partition: 1 }],
    ['another offset', { offset: '8' }],
    ['another value', { value: '[' }],
  ])('gives %s another id', (_, change) => {
    expect(letterOf(change).id).not.toBe(letterOf({}).id);
  });

  it('keeps the id of a letter that was sent again, counts the attempts, and drops what the replay added', () => {
    const first = letterOf({});
    const again = letterOf({
      offset: '99',
      timestampMs: 5_000,
      headers: { ...first.headers, [replayHeaders.id]: first.id, [replayHeaders.attempts]: '1' },
    });
    expect(again).toEqual({ ...first, offset: '99', attempts: 2 });
  });

  it.each([
    ['no id', { [replayHeaders.attempts]: '4' }, 1],
    ['an id that is none', { [replayHeaders.id]: 'x', [replayHeaders.attempts]: '4' }, 1],
    ['attempts that are no number', { [replayHeaders.id]: 'a'.repeat(32), [replayHeaders.attempts]: '-' }, 2],
  ])('takes no count from headers with %s', (_, headers, attempts) => {
    expect(letterOf({ headers }).attempts).toBe(attempts);
  });

  it('says when the message was received: the gateway, else the bus, else nobody knows', () => {
    expect(letterOf({}).received_at).toBe(receivedAt);
    expect(letterOf({ headers: {} }).received_at).toBe('1970-01-01T00:00:01.000000Z');
    expect(letterOf({ headers: {}, timestampMs: -1 }).received_at).toBe('1970-01-01T00:00:00.000000Z');
  });

  it('keeps an event of any size whole, and of what is larger the beginning, its size and hash', () => {
    const { wholeValueBytes, cutValueBytes } = deadLetterLimits;
    const whole = letterOf({ value: Buffer.alloc(wholeValueBytes, 'a') });
    expect([whole.value_is_whole, Buffer.from(whole.value, 'base64').length]).toEqual([
      true,
      wholeValueBytes,
    ]);
    const cut = letterOf({ value: Buffer.alloc(5 * wholeValueBytes, 'a') });
    expect(cut).toMatchObject({ value_is_whole: false, value_bytes: 5 * wholeValueBytes });
    expect(Buffer.from(cut.value, 'base64')).toHaveLength(cutValueBytes);
    expect(cut.value_sha256).not.toBe(whole.value_sha256);
  });
});
