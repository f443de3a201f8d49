import { describe, expect, it } from 'vitest';
import { takeTokenFromFragment } from './take-token-from-fragment.ts';

describe('takeTokenFromFragment', () => {
  it.each([
    ['#token=abc.def.ghi', 'abc.def.ghi', ''],
    ['#token=abc&step=2', 'abc', '#step=2'],
    ['#step=2', null, '#step=2'],
    ['', null, ''],
    ['#token=', null, ''],
    ['#token=%20abc%20', 'abc', ''],
  ])('reads %j', (fragment, token, rest) => {
    expect(takeTokenFromFragment(fragment)).toEqual({ token, rest });
  });
});
