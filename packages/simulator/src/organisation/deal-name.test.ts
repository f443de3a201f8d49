import { expect, it } from 'vitest';
import { nameCustomer, nameDeal } from './deal-name.ts';

it('no two accounts share a customer, and every name reads like one', () => {
  const names = Array.from({ length: 20_000 }, (_, account) => nameCustomer(account));
  expect(new Set(names).size).toBe(names.length);
  for (const name of names.slice(0, 6_000)) expect(name).toMatch(/^[A-Z][A-Za-z& ]+[a-z]$/);
});

it('a deal is called by who would buy what', () => {
  expect(nameDeal(7, 'Lumen Pro')).toBe(`${nameCustomer(7)}: Lumen Pro`);
  expect(nameDeal(7, null)).toBe(nameCustomer(7));
});
