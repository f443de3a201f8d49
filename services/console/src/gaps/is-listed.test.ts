import { describe, expect, it } from 'vitest';
import { isListed } from './is-listed.ts';

describe('isListed', () => {
  it.each([
    ['strong', 'mgr', true],
    ['probable', null, true],
    ['watch', 'mgr', false],
    ['watch', null, false],
    ['watch', 'rep', true],
    ['none', 'rep', false],
  ] as const)('%s for %s: %s', (tier, reader, expected) => {
    expect(isListed({ tier, rep_id: 'rep' }, reader)).toBe(expected);
  });
});
