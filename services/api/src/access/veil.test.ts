import { expect, it } from 'vitest';
import * as z from 'zod';
import { writeCursor } from '../lists/cursor.ts';
import { createVeil } from './veil.ts';

const pseudonymOf = new Map([
  ['7', 'p-0000000000000007'],
  ['8', 'p-0000000000000008'],
]);
const veil = createVeil({ byId: new Map(), pseudonymOf });
const list = { path: '/v1/x', tenant: 't', rawQuery: {} };
const asOf = '2026-01-01T00:00:00.000000Z';
const store = (key: readonly string[]) => Buffer.from(JSON.stringify(key)).toString('base64url');

it('covers people and leaves what is numbered like them', () => {
  const body = {
    items: [
      { deal_id: '7', owner_id: '7', steps: [{ stage_id: '8', credited_rep_id: '8' }], deals: ['7', '8'] },
    ],
  };
  expect(veil.cover(body)).toEqual({
    items: [
      {
        deal_id: '7',
        owner_id: 'p-0000000000000007',
        steps: [{ stage_id: '8', credited_rep_id: 'p-0000000000000008' }],
        deals: ['7', '8'],
      },
    ],
  });
});

it('covers keys of rows by people alone', () => {
  const rows = [{ key: '7' }];
  expect(veil.cover(rows, 'rep')).toEqual([{ key: 'p-0000000000000007' }]);
  expect(veil.cover(rows, 'segment')).toEqual(rows);
});

it('covers links', () => {
  const behind = '/v1/deals?stage=7&rep=8&by=rep&key=7';
  expect(veil.cover({ behind })).toEqual({
    behind: '/v1/deals?stage=7&rep=p-0000000000000008&by=rep&key=p-0000000000000007',
  });
  const bySegment = '/v1/deals?by=segment&key=7';
  expect(veil.cover({ behind: bySegment })).toEqual({ behind: bySegment });
});

it.each([['7'], [store(['p', 's', '7'])], ['unassigned'], [store(['2026-01-01', '9'])]])(
  'a cursor after %s comes back as it was, and names nobody on its way',
  (after) => {
    const cursor = writeCursor({ after, asOf }, list);
    const { next_cursor: sent } = z
      .object({ next_cursor: z.string() })
      .parse(veil.cover({ next_cursor: cursor }));
    const said = Buffer.from(sent, 'base64url').toString();
    expect(said).not.toContain('"7"');
    expect(said).not.toContain(store(['p', 's', '7']));
    expect(veil.lift({ cursor: sent })).toEqual({ cursor });
  },
);

it('lifts pseudonyms, and takes nobody by their id', () => {
  expect(veil.lift({ rep: 'p-0000000000000007', by: 'manager', key: 'p-0000000000000008' })).toEqual({
    rep: '7',
    by: 'manager',
    key: '8',
  });
  expect(veil.lift({ rep: 'unassigned', by: 'segment', key: '7' })).toEqual({
    rep: 'unassigned',
    by: 'segment',
    key: '7',
  });
  for (const query of [{ rep: '7' }, { manager: '8' }, { by: 'rep', key: '7' }])
    expect(veil.lift(query)).toBeNull();
});

it('what is no cursor stays what it is', () => {
  for (const cursor of ['', 'x', '!!!', 'bnVsbA', 'e30']) expect(veil.lift({ cursor })).toEqual({ cursor });
});
