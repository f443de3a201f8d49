import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/product/command-line.ts';
import { type HttpInstance, startHttpInstance } from './http-instance.ts';

/** 100 MB in 100 kB; packed before the first request, since it blocks the server that runs in this process. */
const bomb = gzipSync(Buffer.alloc(100_000_000, ' '));

let instance: HttpInstance;
let command: CommandLine;
let folder: string;
beforeAll(async () => {
  instance = await startHttpInstance();
  command = openCommandLine(instance.commandEnvironment['STEPUP_DATA_DIR'] ?? '');
  folder = await mkdtemp(join(tmpdir(), 'stepup-bad-input-'));
});
afterAll(async () => {
  await instance.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Everything the tenant has, so that a refusal can be shown to have left nothing. */
async function dealsOf(tenant: string): Promise<unknown> {
  const { body } = await instance.get(tenant, '/v1/deals?limit=1000');
  return body;
}

const nothing = { items: [], next_cursor: null };

/** One event as JSON text, with changes to the envelope and to `data`; both may carry what `JSON.stringify` would not. */
function event(change: Record<string, unknown>, data: Record<string, unknown> = {}): string {
  return JSON.stringify({
    specversion: '1.0',
    id: 'bad',
    source: 'crm',
    type: 'sales.deal.changed.v1',
    time: '2026-01-01T00:00:00Z',
    data: { deal_id: 'bad', ...data },
    ...change,
  });
}

const nested = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
const rejectedFor = (code: string, path: string): unknown => ({
  code: 'all_rejected',
  rejected: [
    expect.objectContaining({ problems: expect.arrayContaining([expect.objectContaining({ code, path })]) }),
  ],
});
const refusedFor = (code: string): unknown => expect.objectContaining({ code, detail: expect.any(String) });

type BadRequest = [what: string, body: string | Uint8Array<ArrayBuffer>, status: number, answer: unknown];

const badRequests: BadRequest[] = [
  ['what is not JSON', 'deal 7 was won', 400, refusedFor('invalid_json')],
  ['JSON that is cut off', event({}).slice(0, -2), 400, refusedFor('invalid_json')],
  ['NaN, which JSON has not', event({}).replace('"bad"}', 'NaN}'), 400, refusedFor('invalid_json')],
  ['two values behind each other', `${event({})}${event({})}`, 400, refusedFor('invalid_json')],
  [
    'bytes that are no UTF-8',
    Buffer.from(event({}, { name: 'é' }), 'latin1'),
    400,
    refusedFor('invalid_json'),
  ],
  ['UTF-16', Buffer.from(event({}), 'utf16le'), 400, refusedFor('invalid_json')],
  ['a surrogate as bytes', Buffer.from('7b22c3ada080223a317d', 'hex'), 400, refusedFor('invalid_json')],
  ['a NUL outside a text', `\u0000${event({})}`, 400, refusedFor('invalid_json')],
  ['a list in place of data', event({ data: [] }), 422, rejectedFor('field_invalid', '/data')],
  ['no data', event({ data: undefined }), 422, rejectedFor('field_missing', '/data')],
  ['a number as id', event({ id: 7 }), 422, rejectedFor('field_invalid', '/id')],
  ['an empty id', event({ id: '' }), 422, rejectedFor('field_invalid', '/id')],
  ['a number as deal', event({}, { deal_id: 7 }), 422, rejectedFor('field_invalid', '/data/deal_id')],
  ['an object as owner', event({}, { owner_id: {} }), 422, rejectedFor('field_invalid', '/data/owner_id')],
  ['no source', event({ source: undefined }), 422, rejectedFor('field_missing', '/source')],
  ['no deal', event({ data: {} }), 422, rejectedFor('field_missing', '/data/deal_id')],
  ['an unknown type', event({ type: 'sales.deal.won.v1' }), 422, rejectedFor('type_unknown', '/type')],
  ['a type of the product', event({ type: 'coaching.plan.v1' }), 422, rejectedFor('type_reserved', '/type')],
  [
    'another version',
    event({ specversion: '0.3' }),
    422,
    rejectedFor('specversion_unsupported', '/specversion'),
  ],
  [
    'a time without offset',
    event({ time: '2026-01-01T00:00:00' }),
    422,
    rejectedFor('time_invalid', '/time'),
  ],
  ['a day that is none', event({ time: '2026-02-30T00:00:00Z' }), 422, rejectedFor('time_invalid', '/time')],
  ['the year 0', event({ time: '0000-01-01T00:00:00Z' }), 422, rejectedFor('time_invalid', '/time')],
  ['the year 9999', event({ time: '9999-12-31T23:59:59Z' }), 422, rejectedFor('time_invalid', '/time')],
  [
    'tomorrow and an hour',
    event({ time: new Date(Date.now() + 25 * 3_600_000).toISOString() }),
    422,
    rejectedFor('time_in_future', '/time'),
  ],
  ['a time as number', event({ time: 1_767_225_600 }), 422, rejectedFor('field_invalid', '/time')],
  [
    'an offset of a hundred hours',
    event({ time: '2026-01-01T00:00:00+99:00' }),
    422,
    rejectedFor('time_invalid', '/time'),
  ],
  [
    'an amount beyond every number',
    event({}).replace('"bad"}', '"bad","amount":1e999}'),
    422,
    rejectedFor('field_invalid', '/data/amount'),
  ],
  ['an amount in words', event({}, { amount: 'a lot' }), 422, rejectedFor('field_invalid', '/data/amount')],
  [
    'an amount of five decimals',
    event({}, { amount: '1.23456' }),
    422,
    rejectedFor('field_invalid', '/data/amount'),
  ],
  [
    'an amount of a hundred digits',
    event({}, { amount: '9'.repeat(100) }),
    422,
    rejectedFor('field_invalid', '/data/amount'),
  ],
  [
    'a lone surrogate',
    event({}).replace('"bad"}', '"bad","name":"\\ud800"}'),
    422,
    rejectedFor('text_invalid', '/data/name'),
  ],
  ['a NUL in a text', event({}, { name: 'a\u0000b' }), 422, rejectedFor('text_invalid', '/data/name')],
  ['a NUL in an id', event({}, { deal_id: 'a\u0000b' }), 422, rejectedFor('text_invalid', '/data/deal_id')],
  ['a hundred levels', event({}, { extra: nested(100) }), 422, rejectedFor('nesting_too_deep', '')],
  ['a million levels', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, 400, refusedFor('invalid_body')],
  [
    'a text of 600 kB',
    event({}, { name: 'x'.repeat(600_000) }),
    413,
    expect.objectContaining({ code: 'event_too_large' }),
  ],
  [
    'a text of 10 MB',
    event({}, { name: 'x'.repeat(10 * 1024 * 1024) }),
    413,
    refusedFor('payload_too_large'),
  ],
  ['an event inside __proto__', `{"__proto__":${event({})}}`, 422, rejectedFor('field_invalid', '')],
  [
    'data inside __proto__',
    event({ data: undefined }).replace('}', ',"data":{"__proto__":{"deal_id":"bad"}}}'),
    422,
    rejectedFor('field_invalid', '/data'),
  ],
];

describe('POST /v1/events refuses and stores nothing of', () => {
  it.each(badRequests)('%s', async (_what, body, status, answer) => {
    const authorization = `Bearer ${await instance.tokenOf('bad', { scopes: ['events:write'] })}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const answered = await instance.request('/v1/events', { method: 'POST', headers, body });
    expect([answered.status, answered.body]).toMatchObject([status, answer]);
    expect(await dealsOf('bad')).toMatchObject(nothing);
  });

  it('a gzip bomb, inflated no further than allowed', async () => {
    const authorization = `Bearer ${await instance.tokenOf('bad', { scopes: ['events:write'] })}`;
    const headers = { authorization, 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const answered = await instance.request('/v1/events', { method: 'POST', headers, body: bomb });
    expect([answered.status, answered.body]).toMatchObject([413, { code: 'payload_too_large' }]);
  });
});

describe('POST /v1/events takes what only looks bad', () => {
  it.each<[tenant: string, what: string, body: string, deal: string]>([
    [
      'odd-keys',
      'a key that stands twice: the last one counts',
      event({}).replace('"bad"}', '"first","deal_id":"last"}'),
      'last',
    ],
    ['odd-text', 'every other character', event({}, { deal_id: 'é😀‮', name: '‮\u0007\\"' }), 'é😀‮'],
    ['odd-mark', 'a byte order mark', `\uFEFF${event({}, { deal_id: 'marked' })}`, 'marked'],
  ])('(tenant %s) %s', async (tenant, _what, body, deal) => {
    const authorization = `Bearer ${await instance.tokenOf(tenant, { scopes: ['events:write'] })}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const { status, body: answer } = await instance.request('/v1/events', { method: 'POST', headers, body });
    expect([status, answer]).toMatchObject([202, { accepted: 1 }]);
    expect(await dealsOf(tenant)).toMatchObject({ items: [{ deal_id: deal }] });
  });
});

const mapping = `name: crm
format: deal_rows
times: { formats: [yyyy-MM-dd], zone: Europe/Amsterdam }
snapshot: 2020-06-30
definitions_from: 2020-01-01
pipelines:
  - pipeline_id: sales
    stages:
      - { stage_id: New, position: 1 }
      - { stage_id: Won, outcome: won }
deals:
  deal_id: id
  stage: stage
  history:
    - { at: closed, current_stage: [Won], fields: { amount: value } }
  fields: { owner_id: rep }
`;
const header = 'id,rep,stage,closed,value\n';
const good = 'd1,Ann,New,,\n';

interface BadImport {
  csv?: string | Uint8Array;
  mapping?: string;
  file?: string;
  exitCode: 2 | 3;
  /** What the command says, in which `FILE` and `MAPPING` stand for the paths. */
  says: RegExp;
}

const badImports: [what: string, bad: BadImport][] = [
  ['an empty file', { csv: '', exitCode: 3, says: /FILE:1 / }],
  ['a quote left open', { csv: `${header}${good}d2,"Ann,New,,\n`, exitCode: 3, says: /FILE:3 .*quote/ }],
  [
    'another encoding',
    { csv: Buffer.from(`${header}d1,Zoë,New,,\n`, 'latin1'), exitCode: 3, says: /FILE:2 .*encoding/ },
  ],
  [
    'UTF-16 without a mark',
    { csv: Buffer.from(header + good, 'utf16le'), exitCode: 3, says: /FILE:1 .*encoding/ },
  ],
  ['a cell of 10 MB', { csv: `${header}d1,${'x'.repeat(10_000_000)},New,,\n`, exitCode: 3, says: /FILE:2 / }],
  ['a NUL in a cell', { csv: `${header}d1,A\u0000nn,New,,\n`, exitCode: 3, says: /FILE:2 .*zero bytes/ }],
  [
    'a column that is not there',
    { csv: 'id,rep,stage,value\nd1,Ann,New,\n', exitCode: 3, says: /FILE:1 .*closed/ },
  ],
  ['a column that is there twice', { csv: `id,id,${header}`, exitCode: 3, says: /FILE:1 .*id/ }],
  ['a spreadsheet', { csv: Buffer.from('PK\u0003\u0004…'), exitCode: 3, says: /FILE:1 .*CSV/ }],
  [
    'gzip that is cut off',
    { csv: gzipSync(header + good).subarray(0, 30), exitCode: 3, says: /FILE:1 .*gzip/ },
  ],
  ['a file that does not exist', { file: 'absent.csv', exitCode: 2, says: /no such file.*FILE/ }],
  ['a folder in place of a file', { file: '.', exitCode: 3, says: /FILE:1 The file cannot be read/ }],
  ['a mapping that is no YAML', { mapping: 'name: [', csv: header, exitCode: 2, says: /MAPPING:\d+:\d+ / }],
  ['an empty mapping', { mapping: '', csv: header, exitCode: 2, says: /MAPPING:1:1 / }],
  [
    'a mapping with a fault',
    {
      mapping: mapping.replace('position: 1', 'position: one'),
      csv: header,
      exitCode: 2,
      says: /MAPPING:9:\d+ .*position/,
    },
  ],
  [
    'a mapping with a key nobody knows',
    {
      mapping: mapping.replace('stage: stage', 'stge: stage'),
      csv: header,
      exitCode: 2,
      says: /MAPPING:\d+:\d+ .*stge/,
    },
  ],
];

async function importBad(tenant: string, bad: BadImport) {
  const file = join(folder, bad.file ?? 'deals.csv');
  const mappingFile = join(folder, 'mapping.yaml');
  if (bad.csv !== undefined) await writeFile(file, bad.csv);
  await writeFile(mappingFile, bad.mapping ?? mapping);
  const report = join(folder, 'report.json');
  const args = ['import', 'csv', file, '--mapping', mappingFile, '--tenant', tenant, '--report', report];
  const { exitCode, out, err } = await command.outcomeOf(args);
  return { exitCode, said: `${out}${err}`.replaceAll(file, 'FILE').replaceAll(mappingFile, 'MAPPING') };
}

describe('stepup import refuses and stores nothing of', () => {
  it.each(badImports)('%s', async (_what, bad) => {
    const { exitCode, said } = await importBad('bad', bad);
    expect(said).toMatch(bad.says);
    expect(said).not.toContain('    at ');
    expect(exitCode).toBe(bad.exitCode);
    expect(await dealsOf('bad')).toMatchObject(nothing);
  });
});

describe('stepup import refuses a row whole, names it and takes its neighbours:', () => {
  it.each<[what: string, row: string]>([
    ['a ragged row', 'bad,Ann,New,\n'],
    ['an amount in words', 'bad,Ann,Won,2020-02-02,a lot\n'],
    ['a day that is none', 'bad,Ann,Won,2020-02-30,1\n'],
    ['a stage nobody mapped', 'bad,Ann,Newish,,\n'],
  ])('%s', async (what, row) => {
    const tenant = what.replaceAll(/[^a-z]/g, '-').toLowerCase();
    const { exitCode, said } = await importBad(tenant, {
      csv: header + good + row + good.replace('d1', 'd2'),
      exitCode: 3,
      says: /./,
    });
    expect([exitCode, said]).toEqual([3, expect.stringMatching(/refused 1 \(\w+\), first FILE:3: \S+/)]);
    expect(await dealsOf(tenant)).toMatchObject({ items: [{ deal_id: 'd1' }, { deal_id: 'd2' }] });
  });
});
