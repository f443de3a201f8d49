import { gzipSync } from 'node:zlib';
import type { SalesEvent } from '@stepup/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importMemory, mappingOf, openMemoryFiles } from '../testing/memory-import.ts';
import { dealHeader, dealRowsYaml, eventHeader, eventRowsYaml } from '../testing/small-mappings.ts';
import { checkImport } from './check-import.ts';
import { ImportReportBuilder } from './import-report.ts';
import type { ImportStep } from './import-step.ts';

function eventsOf(steps: readonly ImportStep[], type?: string): SalesEvent[] {
  return steps.flatMap((step) =>
    step.kind === 'event' && (type ?? step.event.type) === step.event.type ? [step.event] : [],
  );
}

function refusalsOf(steps: readonly ImportStep[]): [code: string, line: number][] {
  const refusals: [code: string, line: number][] = [];
  for (const step of steps) if (step.kind === 'refused') refusals.push([step.code, step.line]);
  return refusals;
}

function reportOf(steps: readonly ImportStep[]) {
  const report = new ImportReportBuilder();
  for (const step of steps) report.add(step);
  return report.build();
}

async function importDeals(rows: string, yaml = dealRowsYaml): Promise<ImportStep[]> {
  return importMemory({ 'deals.csv': dealHeader + rows }, yaml);
}

/** [time, stage, amount] of the deal events. */
function standsOf(steps: readonly ImportStep[]) {
  return steps.flatMap((step) =>
    step.kind === 'event' && step.event.type === 'sales.deal.changed.v1'
      ? [[step.event.time.slice(0, 16), step.event.data.stage_id, step.event.data.amount]]
      : [],
  );
}

describe('importing one row a deal', () => {
  it('dates each stage at local midnight, and an undated one on the snapshot day', async () => {
    const steps = await importDeals(
      'd1,Ann,Won,2020-02-01,2020-04-01,10.50\nd2,Ann,New,,,\nd3,Bob,Quote,2020-02-02,,\n',
    );
    expect(standsOf(steps)).toEqual([
      ['2020-01-31T23:00', 'Offer', undefined],
      ['2020-03-31T22:00', 'Won', '10.5'],
      ['2020-06-29T22:00', 'New', undefined],
      ['2020-02-01T23:00', 'Offer', undefined],
    ]);
  });

  it('keeps the order of the history where two stages have one time', async () => {
    const steps = await importDeals('d1,Ann,Won,2020-02-01,2020-02-01,10\n');
    const [offer, won] = eventsOf(steps, 'sales.deal.changed.v1');
    expect(offer?.time).toBe(won?.time);
    expect((offer?.id ?? '') < (won?.id ?? '')).toBe(true);
  });

  it.each([
    ['id_missing', ',Ann,New,,,\n'],
    ['stage_missing', 'd1,Ann,,,,\n'],
    ['stage_unmapped', 'd1,Ann,Newish,,,\n'],
    ['time_invalid', 'd1,Ann,Offer,01/02/2020,,\n'],
    ['time_invalid', 'd1,Ann,Offer,2020-02-30,,\n'],
    ['times_out_of_order', 'd1,Ann,Won,2020-03-01,2020-02-28,10\n'],
    ['time_after_snapshot', 'd1,Ann,Won,2020-03-01,2020-07-01,10\n'],
    ['outcome_undated', 'd1,Ann,Won,2020-03-01,,10\n'],
    ['number_invalid', 'd1,Ann,Won,2020-03-01,2020-03-02,"10,5"\n'],
    ['event_invalid', 'd1,Ann,Won,2020-03-01,2020-03-02,1.23456\n'],
    ['event_invalid', `${'d'.repeat(201)},Ann,New,,,\n`],
    ['event_invalid', '"d\u0007",Ann,New,,,\n'],
    ['row_ragged', 'd1,Ann,New,,\n'],
    ['row_ragged', 'd1,Ann,New,,,,\n'],
    ['quote_misplaced', '"d1"x,Ann,New,,,\n'],
  ])('refuses a row (%s) whole, with its line, and reads on: %j', async (code, row) => {
    const steps = await importDeals(`d0,Ann,New,,,\n${row}d2,Ann,New,,,\n`);
    expect(refusalsOf(steps)).toEqual([[code, 3]]);
    expect(standsOf(steps)).toHaveLength(2);
    expect(reportOf(steps)).toMatchObject({ isComplete: true, rowsRead: 3, rowsMapped: 2 });
  });

  it('skips such rows where the mapping says so, and says which', async () => {
    const steps = await importDeals(
      'd1,Ann,Newish,,,\nd2,Ann,New,,,\n',
      `${dealRowsYaml}unmappable_rows: skip\n`,
    );
    expect(reportOf(steps)).toMatchObject({
      rowsRead: 2,
      rowsMapped: 1,
      refused: [],
      skipped: [
        { reason: 'stage_unmapped', scope: 'row', count: 1, places: [{ file: 'deals.csv', line: 2 }] },
      ],
    });
  });

  it('refuses an undated row without a snapshot day', async () => {
    const steps = await importDeals('d1,Ann,New,,,\n', dealRowsYaml.replace('snapshot: 2020-06-30\n', ''));
    expect(refusalsOf(steps)).toEqual([['stage_undated', 2]]);
  });

  it('leaves out filtered rows, and takes values, constants and empties as the mapping means them', async () => {
    const yaml = dealRowsYaml
      .replace(
        'fields: { owner_id: rep }',
        'fields: { owner_id: { column: rep, values: { A: Ann } }, currency: { constant: EUR } }',
      )
      .concat('row_filter: { id: { none_of: [test] } }\nempty_values: [n/a]\nid_prefix: "crm-1:"\n');
    const steps = await importDeals('test,A,New,,,\nd1,A,Won,n/a,2020-02-01,5\nd2,n/a,New,,,\n', yaml);
    expect(eventsOf(steps, 'sales.deal.changed.v1').map((event) => event.data)).toEqual([
      {
        deal_id: 'crm-1:d1',
        pipeline_id: 'sales',
        stage_id: 'Won',
        owner_id: 'Ann',
        currency: 'EUR',
        amount: '5',
      },
      { deal_id: 'crm-1:d2', pipeline_id: 'sales', stage_id: 'New', currency: 'EUR' },
    ]);
    expect(reportOf(steps).skipped).toMatchObject([{ reason: 'row_filtered', count: 1 }]);
  });
});

describe('people', () => {
  const yaml = `${dealRowsYaml}
people:
  table:
    file: team.csv
    person_id: who
    role: { column: job, values: { AE: rep }, other_values: refuse }
    manager_id: boss
    managers: { role: manager, team: north }
    started_on: since
  from_rows: { role: rep }
`;
  const deals = `${dealHeader}d1,Ann,New,,,\nd2,Zoe,New,,,\n`;

  it('come from their table, their managers, and the rows', async () => {
    const files = {
      'crm/deals.csv': deals,
      'crm/team.csv': 'who,job,boss,since\nAnn,AE,Mia,2019-05-01\nBob,AE,Mia,\n',
    };
    const steps = await importMemory(files, yaml, { paths: ['crm/deals.csv'] });
    expect(eventsOf(steps, 'sales.person.changed.v1').map((event) => event.data)).toEqual([
      {
        person_id: 'Ann',
        name: 'Ann',
        role: 'rep',
        active: true,
        manager_id: 'Mia',
        started_on: '2019-05-01',
      },
      { person_id: 'Bob', name: 'Bob', role: 'rep', active: true, manager_id: 'Mia' },
      { person_id: 'Mia', name: 'Mia', role: 'manager', active: true, team: 'north' },
      { person_id: 'Zoe', name: 'Zoe', role: 'rep', active: true },
    ]);
  });

  it('may be given among the files, wherever it lies', async () => {
    const files = { 'crm/deals.csv': deals, 'hr/team.csv': 'who,job,boss,since\nAnn,AE,,\n' };
    expect(eventsOf(await importMemory(files, yaml), 'sales.person.changed.v1')).toHaveLength(2);
  });

  it('are refused row by row, also where two rows contradict each other', async () => {
    const files = {
      'deals.csv': deals,
      'team.csv': 'who,job,boss,since\nAnn,AE,Mia,\nAnn,AE,Max,\nBob,CEO,,\n,AE,,\n',
    };
    expect(refusalsOf(await importMemory(files, yaml))).toEqual([
      ['id_repeated', 3],
      ['value_unmapped', 4],
      ['id_missing', 5],
    ]);
  });

  it('stop the import if their table is not there', async () => {
    const steps = await importMemory({ 'deals.csv': deals }, yaml);
    expect(steps.at(-1)).toMatchObject({
      kind: 'refused',
      scope: 'file',
      code: 'file_unreadable',
      file: 'team.csv',
    });
    expect(eventsOf(steps, 'sales.deal.changed.v1')).toEqual([]);
  });
});

describe('importing one row an event', () => {
  const rows = [
    'd1,2020-01-02T09:00:00Z,New,,Ann',
    'd1,2020-01-02T10:00:00Z,call,start,Ann',
    'd1,2020-01-02T10:01:30.5Z,call,end,Ann',
    'd1,2020-01-02T11:00:00Z,mail,,robot',
    'd1,2020-01-02T11:00:00Z,mail,,robot',
    'd1,2020-01-03T09:00:00Z,Won,,Bob',
    'd1,2020-01-03T09:00:00Z,Offer,,Bob',
    'd2,2020-01-03T10:00:00Z,call,start,',
    'd2,2020-01-03T10:05:00Z,call,start,Cyd',
    'd2,2020-01-03T10:06:00Z,call,end,',
    'd2,2020-01-03T10:07:00Z,call,end,Cyd',
  ];
  const importRows = async (lines: readonly string[]): Promise<ImportStep[]> =>
    importMemory({ 'log.csv': eventHeader + lines.join('\n') }, eventRowsYaml);

  it('makes stages, owners, persons and activities of rows', async () => {
    const steps = await importRows(rows);
    const owners = eventsOf(steps).flatMap((event) =>
      event.type === 'sales.deal.changed.v1'
        ? [[event.data.deal_id, event.time.slice(8, 16), event.data.stage_id, event.data.owner_id]]
        : [],
    );
    expect(owners).toEqual([
      ['d1', '02T09:00', 'New', 'Ann'],
      ['d1', '02T10:00', undefined, 'Ann'],
      ['d1', '02T10:01', undefined, 'Ann'],
      ['d1', '03T09:00', 'Won', 'Bob'],
      ['d1', '03T09:00', 'Offer', 'Bob'],
      ['d2', '03T10:05', undefined, 'Cyd'],
      ['d2', '03T10:07', undefined, 'Cyd'],
    ]);
    const activities = eventsOf(steps).flatMap((event) =>
      event.type === 'sales.activity.logged.v1' ? [event.data] : [],
    );
    expect(activities).toMatchObject([
      { kind: 'call', direction: 'outbound', rep_id: 'Ann', deal_id: 'd1', duration_s: 90.5 },
      { kind: 'email', direction: 'inbound', deal_id: 'd1' },
      { kind: 'email', direction: 'inbound', deal_id: 'd1' },
      { kind: 'call', rep_id: 'Cyd', deal_id: 'd2', duration_s: 60 },
    ]);
    expect(new Set(activities.map((activity) => activity.activity_id)).size).toBe(4);
    expect(eventsOf(steps, 'sales.person.changed.v1')).toHaveLength(3);
    expect(reportOf(steps).skipped).toMatchObject([
      { reason: 'activity_without_end', scope: 'activity', places: [{ line: 9 }] },
      { reason: 'activity_without_start', scope: 'activity', places: [{ line: 12 }] },
    ]);
  });

  it('counts stages of one time in the order of the pipeline, however the rows stand', async () => {
    const sorted = eventsOf(await importRows(rows), 'sales.deal.changed.v1')
      .filter((event) => event.time.startsWith('2020-01-03T09'))
      .sort((left, right) => (left.id < right.id ? -1 : 1));
    expect(sorted.map((event) => event.type === 'sales.deal.changed.v1' && event.data.stage_id)).toEqual([
      'Offer',
      'Won',
    ]);
  });

  it('makes the same events of the same rows: repeated files, any order, any cut into files', async () => {
    const whole = new Set(eventsOf(await importRows(rows)).map((event) => JSON.stringify(event)));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(rows, { minLength: rows.length }),
        fc.nat(rows.length),
        fc.integer({ min: 1, max: 50 }),
        async (shuffled, cut, chunkBytes) => {
          const files = {
            'a.csv': eventHeader + shuffled.slice(0, cut).join('\r\n'),
            'b.csv.gz': gzipSync(eventHeader + shuffled.slice(cut).join('\n')),
          };
          const steps = await importMemory(files, eventRowsYaml, { chunkBytes });
          expect(new Set(eventsOf(steps).map((event) => JSON.stringify(event)))).toEqual(whole);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('needs no memory of a deal whose rows stand together', async () => {
    const together = await importMemory(
      { 'log.csv': eventHeader + rows.join('\n') },
      `${eventRowsYaml}rows_of_a_deal: together\n`,
    );
    const ids = eventsOf(together).map((event) => event.id);
    expect(ids.sort()).toEqual(
      eventsOf(await importRows(rows))
        .map((event) => event.id)
        .sort(),
    );
    const call = together.findIndex(
      (step) => step.kind === 'event' && step.event.type === 'sales.activity.logged.v1',
    );
    const lastRow = together.findLastIndex(
      (step) => step.kind === 'event' && step.event.type === 'sales.deal.changed.v1',
    );
    expect(call).toBeLessThan(lastRow);
  });

  it('refuses to hold more rows than it may, and says what to do', async () => {
    const files = { 'log.csv': eventHeader + rows.join('\n') };
    expect(refusalsOf(await importMemory(files, eventRowsYaml, { heldRowsLimit: 8 }))).toEqual([]);
    const last = (await importMemory(files, eventRowsYaml, { heldRowsLimit: 7 })).at(-1);
    expect(last).toMatchObject({
      scope: 'file',
      code: 'held_rows_limit',
      message: expect.stringContaining('together'),
    });
  });

  it.each([
    ['id_missing', ',2020-01-02T09:00:00Z,New,,Ann'],
    ['time_missing', 'd1,,New,,Ann'],
    ['time_invalid', 'd1,2020-01-02 09:00,New,,Ann'],
    ['stage_unmapped', 'd1,2020-01-02T09:00:00Z,Newish,,Ann'],
    ['event_invalid', 'd1,2026-06-01T00:00:00Z,New,,Ann'],
  ])('refuses a row: %s', async (code, row) => {
    expect(refusalsOf(await importRows([row]))).toEqual([[code, 2]]);
  });

  it('lets a corrected mapping count over the earlier one', async () => {
    const first = eventsOf(await importRows(rows), 'sales.deal.changed.v1');
    const again = await importMemory(
      { 'log.csv': eventHeader + rows.join('\n') },
      `${eventRowsYaml}revision: 2\n`,
    );
    const second = eventsOf(again, 'sales.deal.changed.v1');
    expect(second.every((event, index) => event.id > (first[index]?.id ?? '~'))).toBe(true);
  });
});

describe('files that cannot be read', () => {
  it.each<[string, string | Uint8Array, string, number]>([
    ['an empty file', '', 'file_empty', 1],
    ['nothing but line ends', '\n\n', 'file_empty', 1],
    ['a header with a repeated name', 'id,rep,id\n', 'header_duplicate', 1],
    ['a missing column', 'id,rep,stage,offered,closed\nd1', 'column_missing', 1],
    ['a header with an open quote', '"id,rep', 'quote_unclosed', 1],
    ['a quote left open', `${dealHeader}d1,Ann,New,,,\nd2,"Ann,New,,,\n`, 'quote_unclosed', 3],
    ['a cell of 10 MB', `${dealHeader}d1,${'x'.repeat(10_000_000)},New,,,\n`, 'record_too_large', 2],
    [
      'invalid UTF-8',
      Buffer.concat([
        Buffer.from(`${dealHeader}d1,Ann,New,,,\nd2,Zo`),
        Buffer.of(0xeb),
        Buffer.from(',New,,,\n'),
      ]),
      'encoding_invalid',
      3,
    ],
    ['UTF-16 without a mark', Buffer.from(dealHeader, 'utf16le'), 'encoding_not_stated', 1],
    ['gzip cut off', gzipSync(dealHeader).subarray(0, 30), 'gzip_damaged', 1],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004...'), 'file_kind_unsupported', 1],
  ])('refuses %s, with the place and what to do', async (_name, content, code, line) => {
    const steps = await importMemory({ 'deals.csv': content }, dealRowsYaml);
    const last = steps.at(-1);
    expect(last).toMatchObject({ kind: 'refused', scope: 'file', code, line, file: 'deals.csv' });
    expect(last?.kind === 'refused' && last.message.length).toBeGreaterThan(30);
    expect(reportOf(steps).isComplete).toBe(false);
  });

  it('takes the same file once the mapping states its encoding', async () => {
    const content = Buffer.from(`${dealHeader}d1,Zo\u00eb,New,,,\n`, 'latin1');
    const steps = await importMemory({ 'deals.csv': content }, `${dealRowsYaml}encoding: windows-1252\n`);
    expect(eventsOf(steps, 'sales.deal.changed.v1')).toMatchObject([{ data: { owner_id: 'Zoë' } }]);
  });

  it('takes a byte order mark, semicolons and UTF-16', async () => {
    const text = `\ufeff${dealHeader}d1,Ann,New,,,\n`.replaceAll(',', ';');
    for (const content of [Buffer.from(text), Buffer.from(text, 'utf16le')]) {
      expect(standsOf(await importMemory({ 'deals.csv': content }, dealRowsYaml))).toHaveLength(1);
    }
  });

  it('ends the whole import, and checkImport tells so without an event', async () => {
    const files = { 'a.csv': `${dealHeader}d1,Ann,New,,,\n`, 'b.csv': `${dealHeader}"`, 'c.csv': dealHeader };
    const report = await checkImport({
      format: 'csv',
      paths: Object.keys(files),
      mapping: mappingOf(dealRowsYaml),
      tenant: 'default',
      receivedAt: '2026-01-01T00:00:00.000000Z',
      open: openMemoryFiles(files),
    });
    expect(report).toMatchObject({
      isComplete: false,
      refused: [{ code: 'quote_unclosed', places: [{ file: 'b.csv', line: 2 }] }],
    });
    expect(report.files.map(({ file }) => file)).toEqual(['a.csv']);
  });

  it('never throws, and accounts for every row, whatever the bytes', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'd1,Ann,New,,,\n',
        'd2,Ann,Won,2020-01-01,2020-02-01,5\n',
        '"',
        ',',
        '\n',
        '\r',
        '\ufeff',
      ),
      fc.string({ maxLength: 5 }),
    );
    const bytes = fc.oneof(
      fc.array(piece, { maxLength: 20 }).map((pieces) => Buffer.from(dealHeader + pieces.join(''))),
      fc.uint8Array({ maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 100 }), async (content, chunkBytes) => {
        const steps = await importMemory({ 'deals.csv': content }, dealRowsYaml, { chunkBytes });
        const report = reportOf(steps);
        const lines = new Set(
          steps.flatMap((step) => (step.kind === 'event' && step.file === 'deals.csv' ? [step.line] : [])),
        );
        expect(report.rowsMapped).toBe(lines.size);
      }),
      { numRuns: 500 },
    );
  });
});
