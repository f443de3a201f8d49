import { describe, expect, it } from 'vitest';
import { decideRestart } from './backoff.ts';

const policy = { firstDelayMs: 100, maxDelayMs: 1_000, maxAttempts: 5, stableAfterMs: 60_000 };

describe('decideRestart', () => {
  it.each([
    [1, { kind: 'restart', delayMs: 100 }],
    [2, { kind: 'restart', delayMs: 200 }],
    [4, { kind: 'restart', delayMs: 800 }],
    [5, { kind: 'restart', delayMs: 1_000 }],
    [6, { kind: 'give_up' }],
  ])('attempt %i: %o', (attempt, decision) => {
    expect(decideRestart(attempt, policy)).toEqual(decision);
  });
});
