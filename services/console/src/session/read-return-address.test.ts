import { describe, expect, it } from 'vitest';
import { readReturnAddress } from './read-return-address.ts';

describe('readReturnAddress', () => {
  it.each([
    ['/deals?rep=a%26b', '/deals?rep=a%26b'],
    [null, '/gaps'],
    ['https://elsewhere.example/', '/gaps'],
    ['//elsewhere.example/x', '/gaps'],
    ['/\\elsewhere.example', '/gaps'],
    ['javascript:alert(1)', '/gaps'],
    ['/sign-in?back=/sign-in', '/gaps'],
  ])('%j → %s', (back, address) => {
    expect(readReturnAddress(back)).toBe(address);
  });
});
