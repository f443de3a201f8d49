import { expect, it } from 'vitest';
import { pageLinksOf } from './page-links.ts';

const labelsOf = (reader: Parameters<typeof pageLinksOf>[0]) => {
  const { daily, results, numbers, operations } = pageLinksOf(reader);
  const labels = (links: readonly { label: string }[]) => links.map(({ label }) => label);
  return {
    daily: labels(daily),
    results: labels(results),
    numbers: labels(numbers),
    operations: labels(operations),
  };
};

it('begins with people for who coaches and with calls for who sells', () => {
  const scopes = ['read', 'coach'];
  expect(labelsOf({ role: 'manager', scopes, simulated: false }).daily[0]).toBe('My people');
  expect(labelsOf({ role: 'rep', scopes, simulated: false }).daily[0]).toBe('My work');
  // More than seven words in a row are not read.
  const director = labelsOf({ role: 'director', scopes, simulated: true });
  expect(director.daily.length).toBeLessThanOrEqual(7);
  expect(director.results).toEqual(['Effects', 'Campaigns', 'Ways of coaching', 'Practices']);
  expect(director.numbers).toEqual(['Gaps', 'Funnel', 'Compare', 'Indicators', 'Truth']);
});

it('shows a board groups alone, and operations what runs the system', () => {
  const board = labelsOf({ role: 'board', scopes: ['read'], simulated: true });
  expect(board).toEqual({
    daily: ['Month of coaching', 'Effects', 'Funnel', 'Compare', 'Indicators'],
    results: [],
    numbers: [],
    operations: [],
  });
  const ops = labelsOf({ role: 'sales_ops', scopes: ['read', 'operate'], simulated: false });
  expect(ops.daily).not.toContain('Plans');
  expect(ops.operations).toContain('Data quality');
});
