import { describe, expect, it } from 'vitest';
import { readReturnAddress } from './read-return-address.ts';

describe('readReturnAddress', () => {
  it.each([
    ['/deals?rep=a%26b', '/deals?rep=a%26b'],
    [null, '/'],
    ['https://elsewhere.example/', '/'],
    ['//elsewhere.example/x', '/'],
    ['/\\elsewhere.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?back=/sign-in', '/'],
  ])('%j → %s', (back, address) => {
    expect(readReturnAddress(back)).toBe(address);
  });
});
