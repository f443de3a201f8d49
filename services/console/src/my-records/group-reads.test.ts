import { expect, it } from 'vitest';
import { groupReads } from './group-reads.ts';

const read = (reader_id: string, resource: string, read_at: string, reason: string | null = null) => ({
  reader_id,
  reader_name: `Name of ${reader_id}`,
  reader_role: 'manager',
  resource,
  resource_id: null,
  reason,
  read_at,
});
const dayOf = (at: string) => at.slice(0, 10);

it('makes one line of what one reader looked at on one day, counting looks and not records', () => {
  const groups = groupReads(
    [
      read('m', 'plan', '2026-11-20T10:00:00Z'),
      read('m', 'call', '2026-11-20T10:00:00Z'),
      read('m', 'call', '2026-11-20T10:00:00Z'),
      read('m', 'call', '2026-11-20T09:00:00Z'),
      read('o', 'diagnosis', '2026-11-20T08:00:00Z', 'asked by the person'),
      read('m', 'plan', '2026-11-19T10:00:00Z'),
    ],
    dayOf,
  );
  expect(groups.map(({ day, reader, resources }) => [day, reader, resources])).toEqual([
    [
      '2026-11-20',
      'Name of m',
      [
        { resource: 'call', times: 2 },
        { resource: 'plan', times: 1 },
      ],
    ],
    ['2026-11-20', 'Name of o', [{ resource: 'diagnosis', times: 1 }]],
    ['2026-11-19', 'Name of m', [{ resource: 'plan', times: 1 }]],
  ]);
  expect(groups[1]?.reasons).toEqual(['asked by the person']);
});
