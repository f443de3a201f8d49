import { describe, expect, it } from 'vitest';
import { damageOfStore } from './damage-of-store.ts';

const said = (code: string, message: string) => Object.assign(new Error(message), { code });

describe('damageOfStore', () => {
  it.each([
    ['XX001', 'invalid page in block 0 of relation base/5/1259'],
    ['58P01', 'could not open file "base/5/2619": No such file or directory'],
    ['XX000', 'could not open relation with OID 1259'],
    ['XX000', 'cache lookup failed for relation 2619'],
  ])('takes %s, %s, for damaged files', (code, message) => {
    expect(damageOfStore(new Error('query failed', { cause: said(code, message) }))).toBe(message);
  });

  it.each([
    ['XX000', 'tuple concurrently updated'],
    ['XX000', 'Tenant or user not found'],
    ['28P01', 'password authentication failed'],
  ])('does not take %s, %s, for damage', (code, message) => {
    expect(damageOfStore(said(code, message))).toBeNull();
  });
});
