import { describe, expect, it } from 'vitest';
import type { Viewer } from '../access/viewer.ts';
import { visibleTenants } from './visible-tenants.ts';

const operator: Viewer = {
  tenant: 'acme',
  asks: 'program',
  scopes: ['operate'],
  sees: { kind: 'everyone' },
};

describe('visibleTenants', () => {
  it.each([
    ['a program that may operate', {}, true, ['acme']],
    ['a person of sales operations', { personId: 'p-7' }, true, ['acme']],
    ['the operator of the built-in issuer', { personId: 'ops-1' }, true, ['acme', '']],
    ['somebody whom another issuer calls ops-1', { personId: 'ops-1' }, false, ['acme']],
    [
      'a program that runs the installation',
      { scopes: ['operate', 'operate:installation'] },
      false,
      ['acme', ''],
    ],
  ] as const)('shows to %s', (_, change, hasBuiltInIssuer, tenants) => {
    expect(visibleTenants({ ...operator, ...change }, hasBuiltInIssuer)).toEqual(tenants);
  });
});
