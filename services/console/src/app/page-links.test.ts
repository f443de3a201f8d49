import { expect, it } from 'vitest';
import { pageLinksOf } from './page-links.ts';

const labelsOf = (reader: Parameters<typeof pageLinksOf>[0]) => {
  const { daily, operations } = pageLinksOf(reader);
  return { daily: daily.map(({ label }) => label), operations: operations.map(({ label }) => label) };
};

it('begins with people for who coaches and with calls for who sells', () => {
  const scopes = ['read', 'coach'];
  expect(labelsOf({ role: 'manager', scopes, simulated: false }).daily[0]).toBe('My people');
  expect(labelsOf({ role: 'rep', scopes, simulated: false }).daily[0]).toBe('My work');
});

it('shows a board groups alone, and operations what runs the system', () => {
  const board = labelsOf({ role: 'board', scopes: ['read'], simulated: true });
  expect(board).toEqual({ daily: ['Month of coaching', 'Funnel', 'Compare'], operations: [] });
  const ops = labelsOf({ role: 'sales_ops', scopes: ['read', 'operate'], simulated: false });
  expect(ops.daily).not.toContain('Plans');
  expect(ops.operations).toContain('Data quality');
});
