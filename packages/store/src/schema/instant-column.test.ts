import { expect, it } from 'vitest';
import { readTimestamp } from './instant-column.ts';

it.each([
  ['whole seconds', '2026-01-31 09:00:00+00', '2026-01-31T09:00:00.000000Z'],
  ['a fraction without its trailing zeros', '2026-01-31 09:00:00.5+00', '2026-01-31T09:00:00.500000Z'],
  ['microseconds', '2026-01-31 09:00:00.123456+00', '2026-01-31T09:00:00.123456Z'],
  ['a session in another zone', '2026-01-31 14:30:00+05:30', '2026-01-31T09:00:00.000000Z'],
])('reads %s', (_name, text, instant) => {
  expect(readTimestamp(text)).toBe(instant);
});

it('refuses what is no time', () => {
  expect(() => readTimestamp('infinity')).toThrow('infinity');
});
