import { describe, expect, it } from 'vitest';
import { dealsAddress, readDealsFilter } from './deals-filter.ts';

describe('deals filter', () => {
  it('survives the address', () => {
    const filter = { rep: 'Zoltán & Söhne', stage: 'proposal', from: '2026-01-01T00:00:00.000000Z' };
    const address = new URL(dealsAddress(filter), 'http://127.0.0.1');
    expect(address.pathname).toBe('/deals');
    expect(readDealsFilter(address.searchParams)).toEqual(filter);
  });

  it('leaves out what it does not know and what is empty', () => {
    expect(readDealsFilter(new URLSearchParams('rep=a&colour=red&state='))).toEqual({ rep: 'a' });
  });
});
