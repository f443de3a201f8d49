import { expect, it } from 'vitest';
import { isShownTo } from './shown-to.ts';

const finding = { repId: 'rep', evidence: { look_as_of: '2026-12-01T00:00:00.000000Z' } };
const headStart = { workingDays: 1, timeZone: 'UTC', holidays: new Set<string>() };
const none = new Map<string, string>();
const paused = new Map([['rep', '2026-11-15T00:00:00.000000Z']]);
const during = '2026-12-01T12:00:00.000000Z';
const after = '2026-12-02T00:00:00.000000Z';

it.each([
  ['the person during the head start', { personId: 'rep' }, during, none, true],
  ['the manager during the head start', { personId: 'boss' }, during, none, false],
  ['the manager after it', { personId: 'boss' }, after, none, true],
  ['a program at once', {}, during, none, true],
  ['the manager while it is paused', { personId: 'boss' }, after, paused, false],
  ['a program while it is paused', {}, after, paused, false],
  ['the person while it is paused', { personId: 'rep' }, after, paused, true],
] as const)('%s: %s', (_who, viewer, now, pauses, shown) => {
  expect(isShownTo(viewer, finding, { now, headStart, paused: pauses })).toBe(shown);
});
