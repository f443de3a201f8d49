import { createClient } from '@clickhouse/client';
import { readdir, readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecordingLog } from '../testing/recording-log.ts';
import { createTemporaryDirectory } from '../testing/temporary-directory.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from './start-embedded-clickhouse.ts';

type Client = ReturnType<typeof createClient>;

let temporary: Awaited<ReturnType<typeof createTemporaryDirectory>>;
let server: EmbeddedClickHouse;
let client: Client;

const newClient = (settings: Parameters<typeof createClient>[0] = {}): Client =>
  createClient({
    url: server.url,
    username: server.username,
    password: server.password,
    log: { level: 127 },
    ...settings,
  });

/** A raw request, for what the client hides or never does. */
const ask = (
  query: Record<string, string>,
  init: Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> } = {},
): Promise<Response> =>
  fetch(`${server.url}/?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    ...init,
    headers: { 'X-ClickHouse-User': server.username, 'X-ClickHouse-Key': server.password, ...init.headers },
  });

const rowsOf = async <Row>(query: string, parameters: Record<string, unknown> = {}): Promise<Row[]> => {
  const result = await client.query({ query, query_params: parameters, format: 'JSONEachRow' });
  return result.json<Row>();
};

const firstOf = async <Row>(query: string, parameters: Record<string, unknown> = {}): Promise<Row> => {
  const [row] = await rowsOf<Row>(query, parameters);
  if (row === undefined) throw new Error(`no row: ${query}`);
  return row;
};

beforeAll(async () => {
  temporary = await createTemporaryDirectory();
  server = await startEmbeddedClickHouse({
    directory: temporary.path,
    log: createRecordingLog(),
    maxWaiting: 250,
    niceness: 7,
  });
  client = newClient();
});

afterAll(async () => {
  await client.close();
  await server.stop();
  await temporary.remove();
});

beforeEach(async () => {
  await client.command({
    query: `CREATE OR REPLACE TABLE t (a UInt64, b String) ENGINE = MergeTree ORDER BY a
            SETTINGS non_replicated_deduplication_window = 100`,
  });
});

describe('queries', () => {
  it('answers ping, with and without a statement', async () => {
    expect((await client.ping()).success).toBe(true);
    expect((await client.ping({ select: true })).success).toBe(true);
    expect(await (await fetch(`${server.url}/ping`)).text()).toBe('Ok.\n');
  });

  it.each([
    ['JSON', '{"meta":[{"name":"a","type":"UInt8"}],"data":[{"a":1}],"rows":1}'],
    ['JSONCompact', '{"meta":[{"name":"a","type":"UInt8"}],"data":[[1]],"rows":1}'],
  ] as const)('%s', async (format, expected) => {
    const result = await client.query({ query: 'SELECT 1 AS a', format });
    const { statistics, ...rest } = JSON.parse(await result.text());
    expect(rest).toEqual(JSON.parse(expected));
    expect(statistics).toMatchObject({ rows_read: 1 });
  });

  it.each([
    ['JSONEachRow', '{"a":1,"b":"x"}\n'],
    ['JSONCompactEachRow', '[1, "x"]\n'],
    ['JSONCompactEachRowWithNamesAndTypes', '["a", "b"]\n["UInt8", "String"]\n[1, "x"]\n'],
    ['CSV', '1,"x"\n'],
    ['CSVWithNames', '"a","b"\n1,"x"\n'],
    ['TabSeparated', '1\tx\n'],
    ['TabSeparatedWithNamesAndTypes', 'a\tb\nUInt8\tString\n1\tx\n'],
  ] as const)('%s', async (format, expected) => {
    const query = "SELECT 1 AS a, 'x' AS b";
    expect(
      await (await client.exec({ query: `${query} FORMAT ${format}` })).stream.toArray().then(String),
    ).toBe(expected);
    expect(await (await ask({ query, default_format: format })).text()).toBe(expected);
  });

  it('streams a long answer in pieces that join without a seam', async () => {
    const result = await client.query({ query: 'SELECT number FROM numbers(300000)', format: 'JSONEachRow' });
    let count = 0;
    let sum = 0;
    for await (const rows of result.stream<{ number: number }>()) {
      for (const row of rows) {
        count += 1;
        sum += Number(row.json().number);
      }
    }
    expect({ count, sum }).toEqual({ count: 300_000, sum: (300_000 * 299_999) / 2 });
  });

  it('writes a header once, however long the answer', async () => {
    const text = await (
      await ask({ query: 'SELECT number FROM numbers(200000) FORMAT CSVWithNames' })
    ).text();
    expect(text.split('\n').filter((line) => line === '"number"')).toHaveLength(1);
    expect(text.split('\n')).toHaveLength(200_002);
  });

  it.each([
    ['CSVWithNames', 2_000_000],
    ['Parquet', 3_000_000],
  ])('answers a file that is longer than what is held in memory: %s', async (format, rows) => {
    const { stream } = await client.exec({
      query: `SELECT number, hex(sipHash128(number)) AS hash FROM numbers({rows:UInt32}) SETTINGS max_block_size = 65000 FORMAT ${format} -- done`,
      query_params: { rows },
    });
    const ends: Buffer[] = [];
    let [bytes, lines] = [0, 0];
    for await (const chunk of stream) {
      const piece = Buffer.from(chunk);
      bytes += piece.length;
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1;
      ends[ends.length === 0 ? 0 : 1] = piece;
    }
    expect(bytes).toBeGreaterThan(64 * 2 ** 20);
    const [first, last] = ends;
    if (format === 'Parquet')
      expect([first?.toString('latin1', 0, 4), last?.toString('latin1', (last.length ?? 4) - 4)]).toEqual([
        'PAR1',
        'PAR1',
      ]);
    else expect(lines).toBe(rows + 1);
  });

  it('answers others while clients take their files slowly, and keeps no file of one that left', async () => {
    const leaving = new AbortController();
    const query = 'SELECT number, hex(sipHash128(number)) AS hash FROM numbers(1000000) FORMAT CSVWithNames';
    // More than statements may run at a time; none of them is read.
    const slow = await Promise.all(
      Array.from({ length: 6 }, () => ask({ query }, { signal: leaving.signal })),
    );
    expect(slow.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await (await ask({ query: 'SELECT 7' })).text()).toBe('7\n');
    const spool = join(temporary.path, 'spool');
    expect(await readdir(spool)).toHaveLength(6);
    leaving.abort();
    await vi.waitFor(async () => expect(await readdir(spool)).toEqual([]), { timeout: 10_000 });
    expect(
      (await ask({ query: 'SELECT throwIf(number = 900000) FROM numbers(1000000) FORMAT CSVWithNames' }))
        .status,
    ).toBe(500);
    expect(await readdir(spool)).toEqual([]);
  });

  it('answers GET, and lets GET only read', async () => {
    const answer = await ask({ query: 'SELECT 7' }, { method: 'GET' });
    expect(await answer.text()).toBe('7\n');
    const refused = await ask({ query: 'DROP TABLE t' }, { method: 'GET' });
    expect(refused.headers.get('x-clickhouse-exception-code')).toBe('164');
    expect((await ask({ query: 'INSERT INTO t SELECT 1, 2', readonly: '1' })).status).toBe(500);
    expect(await rowsOf('SELECT * FROM t')).toEqual([]);
  });

  it('greets a Go client in its own protocol version and settles on revision 0', async () => {
    const query = 'SELECT displayName(), version(), revision(), timezone()';
    const hello = await ask({ query, default_format: 'Native', client_protocol_version: '54460' });
    const block = Buffer.from(await hello.arrayBuffer());
    expect(block.subarray(0, 10).toString('hex')).toBe('010002ffffffff000401');
    expect(block.toString('latin1')).toContain('revision()\x06UInt32\0\0\0\0\0');
    const plain = await ask({
      query: 'SELECT 1 AS a',
      default_format: 'Native',
      client_protocol_version: '54460',
    });
    expect(Buffer.from(await plain.arrayBuffer()).toString('latin1')).toBe('\x01\x01\x01a\x05UInt8\x01');
  });

  it('takes the statement from URL and body together', async () => {
    expect(await (await ask({ query: 'SELECT' }, { body: '1 + 1' })).text()).toBe('2\n');
  });

  it('uses the database asked for', async () => {
    await client.command({ query: 'CREATE DATABASE IF NOT EXISTS other' });
    await client.command({ query: 'CREATE OR REPLACE TABLE other.only_here (a UInt8) ENGINE = Memory' });
    const elsewhere = newClient({ database: 'other' });
    expect(
      await (await elsewhere.query({ query: 'SELECT count() FROM only_here', format: 'CSV' })).text(),
    ).toBe('0\n');
    await elsewhere.close();
    await expect(client.query({ query: 'SELECT * FROM only_here' })).rejects.toMatchObject({ code: '60' });
    await expect(newClient({ database: 'missing' }).query({ query: 'SELECT 1' })).rejects.toMatchObject({
      code: '81',
    });
  });

  it('says who asked, in which format, and what it cost', async () => {
    const { response_headers: headers, query_id } = await client.query({
      query: 'SELECT number FROM numbers(1000)',
      query_id: 'my-query',
      format: 'JSON',
      clickhouse_settings: { wait_end_of_query: 1 },
    });
    expect(query_id).toBe('my-query');
    expect(headers['x-clickhouse-query-id']).toBe('my-query');
    expect(headers['x-clickhouse-format']).toBe('JSON');
    expect(JSON.parse(String(headers['x-clickhouse-summary']))).toMatchObject({
      read_rows: '1000',
      written_rows: '0',
      elapsed_ns: expect.stringMatching(/^[1-9]\d*$/),
    });
  });
});

describe('parameters', () => {
  const NASTY = [
    '',
    "it's",
    '"',
    '`',
    '\\',
    '\\N',
    "\\'",
    '\t\n\r\b\f\0',
    "'; DROP TABLE t; --",
    '{a:String}',
    'a\n\nb',
    ' spaced ',
    'žluťoučký 🙂 漢字',
    'trailing\\',
  ];

  it.each(NASTY)('%j comes back as it went', async (text) => {
    const row = await firstOf(
      'SELECT {s:String} AS s, {list:Array(String)} AS list, {n:Nullable(String)} AS n',
      {
        s: text,
        list: [text, 'x', text],
        n: text,
      },
    );
    expect(row).toEqual({ s: text, list: [text, 'x', text], n: text });
  });

  it('numbers, dates, NULL, arrays, tuples, maps, identifiers', async () => {
    const row = await firstOf(
      `SELECT {i:Int64} = -5 AS i, {f:Float64} = 0.5 AS f, {d:DateTime64(3, 'UTC')} AS d, {n:Nullable(Int8)} IS NULL AS n,
              {l:Array(Array(UInt8))} = [[1], []] AS l, {m:Map(String, UInt8)}['k'] AS m, {id:Identifier} AS id
       FROM (SELECT 9 AS \`odd name\`)`,
      {
        i: -5,
        f: 0.5,
        d: new Date('2025-03-01T10:00:00.250Z'),
        n: null,
        l: [[1], []],
        m: { k: 3 },
        id: 'odd name',
      },
    );
    expect(row).toEqual({ i: 1, f: 1, d: '2025-03-01 10:00:00.250', n: 1, l: 1, m: 3, id: 9 });
  });

  it('keeps parameters of statements that run at the same time apart', async () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    const answers = await Promise.all(
      numbers.map((number) =>
        firstOf<{ n: number; c: string }>('SELECT {n:UInt32} AS n, {c:String} AS c, count() AS k FROM t', {
          n: number,
          c: `v${String(number)}`,
        }),
      ),
    );
    expect(answers.map(({ n, c }) => ({ n, c }))).toEqual(numbers.map((n) => ({ n, c: `v${String(n)}` })));
  });

  it('takes parameters that are too long for a URL', async () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => `id-${String(index)}'`);
    const result = await client.query({
      query: 'SELECT length({ids:Array(String)}) AS n, {ids:Array(String)}[50000] AS last',
      query_params: { ids },
      format: 'JSONEachRow',
      use_multipart_params: true,
    });
    expect(await result.json()).toEqual([{ n: 50_000, last: "id-49999'" }]);
  });

  it('does not keep a parameter for the next statement', async () => {
    await rowsOf('SELECT {once:String}', { once: 'x' });
    await expect(rowsOf('SELECT {once:String}')).rejects.toMatchObject({
      code: '456',
      type: 'UNKNOWN_QUERY_PARAMETER',
    });
  });
});

describe('settings', () => {
  it('hold for their statement only', async () => {
    const threads = "SELECT getSetting('max_threads') AS n";
    const result = await client.query({
      query: threads,
      format: 'JSONEachRow',
      clickhouse_settings: { max_threads: 7 },
    });
    expect(await result.json()).toEqual([{ n: 7 }]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => firstOf<{ n: number }>(threads)));
    expect(answers.filter(({ n }) => n === 7)).toEqual([]);
  });

  it('SET and USE without a session change nothing for others', async () => {
    await client.command({ query: 'SET max_threads = 7' });
    await client.command({ query: 'USE system' });
    expect(await firstOf("SELECT getSetting('max_threads') = 7 AS changed, currentDatabase() AS d")).toEqual({
      changed: 0,
      d: 'default',
    });
    await expect(client.command({ query: 'SET no_such_setting = 1' })).rejects.toMatchObject({ code: '115' });
  });

  it('an insert token does not stick to the inserts after it', async () => {
    const insert = (token: string | undefined, value: number) =>
      client.insert({
        table: 't',
        values: [{ a: value, b: 'x' }],
        format: 'JSONEachRow',
        ...(token === undefined ? {} : { clickhouse_settings: { insert_deduplication_token: token } }),
      });
    await insert('token', 1);
    await insert(undefined, 2);
    await insert('token', 1);
    await Promise.all(Array.from({ length: 10 }, (_, index) => insert(`token-${String(index)}`, 10 + index)));
    const { n, values } = await firstOf<{ n: string; values: string }>(
      'SELECT count() AS n, uniqExact(a) AS values FROM t',
    );
    expect([Number(n), Number(values)]).toEqual([12, 12]);
  });

  it('async_insert is off and every statement has a time limit', async () => {
    const row = await firstOf(
      "SELECT getSetting('async_insert') AS a, getSetting('max_execution_time') AS m",
    );
    expect(row).toEqual({ a: false, m: 300 });
  });

  it('an unknown one is an error, as is a value that does not fit', async () => {
    expect((await ask({ query: 'SELECT 1', no_such_setting: '1' })).status).toBe(404);
    expect(
      (await ask({ query: 'SELECT 1', max_threads: 'many' })).headers.get('x-clickhouse-exception-code'),
    ).toBe('27');
    expect((await ask({ query: 'SELECT 1', 'max_threads = 1, x': '1' })).status).toBe(404);
  });

  it('a result limit of the request is respected', async () => {
    const refused = await ask({
      query: 'SELECT number FROM numbers(100) FORMAT JSON',
      max_result_rows: '10',
    });
    expect(refused.headers.get('x-clickhouse-exception-code')).toBe('396');
  });
});

describe('inserts', () => {
  const text = 'first paragraph\n\nsecond; paragraph\n;\n\nDROP TABLE t';

  it.each([
    ['JSONEachRow', [{ a: 1, b: text }]],
    ['JSONCompactEachRow', [[1, text]]],
    [
      'JSONCompactEachRowWithNames',
      [
        ['a', 'b'],
        [1, text],
      ],
    ],
  ] as const)('%s with any text in it', async (format, values) => {
    const result = await client.insert({ table: 't', values: [...values], format });
    expect(result.summary).toMatchObject({ written_rows: '1' });
    expect(await rowsOf('SELECT * FROM t')).toEqual([{ a: 1, b: text }]);
  });

  it('CSV whose fields hold blank lines and SQL, streamed', async () => {
    const lines = [`1,"${text}"\n`, '2,"x;"\n', '3,"say ""hi"""\n'];
    await client.insert({ table: 't', values: Readable.from(lines, { objectMode: false }), format: 'CSV' });
    expect((await rowsOf<{ b: string }>('SELECT b FROM t ORDER BY a')).map(({ b }) => b)).toEqual([
      text,
      'x;',
      'say "hi"',
    ]);
  });

  it('a list of columns, and all but some', async () => {
    await client.insert({
      table: 't',
      values: [['x', 1]],
      format: 'JSONCompactEachRow',
      columns: ['b', 'a'],
    });
    await client.insert({
      table: 't',
      values: [{ a: 2 }],
      format: 'JSONEachRow',
      columns: { except: ['b'] },
    });
    expect(await rowsOf('SELECT * FROM t ORDER BY a')).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: '' },
    ]);
  });

  it('rows behind the statement, whose first cell may be empty', async () => {
    await ask({}, { body: 'INSERT INTO t (b, a) FORMAT TSV\n\t1\nx\t2\n' });
    await ask({ query: 'INSERT INTO t (b, a) FORMAT TSV' }, { body: '\t3\n' });
    await ask({}, { body: "INSERT INTO t VALUES (4, concat('a', 'b')), (5, ';\n\n')" });
    expect(await rowsOf('SELECT * FROM t ORDER BY a')).toEqual([
      { a: 1, b: '' },
      { a: 2, b: 'x' },
      { a: 3, b: '' },
      { a: 4, b: 'ab' },
      { a: 5, b: ';\n\n' },
    ]);
  });

  it('INSERT … SELECT with parameters, counted', async () => {
    const { summary } = await client.command({
      query: 'INSERT INTO t SELECT number, {b:String} FROM numbers(10)',
      query_params: { b: "'" },
    });
    expect(summary).toMatchObject({ written_rows: '10' });
    expect(await firstOf("SELECT count() AS n FROM t WHERE b = '\\''")).toEqual({ n: 10 });
  });

  it('SETTINGS in the statement itself', async () => {
    const statement = "INSERT INTO t SETTINGS insert_deduplication_token = 'same' FORMAT JSONEachRow";
    await ask({ query: statement }, { body: '{"a":1,"b":"x"}' });
    await ask({ query: statement }, { body: '{"a":1,"b":"x"}' });
    expect(await rowsOf('SELECT a FROM t')).toEqual([{ a: 1 }]);
  });

  it('binary formats', async () => {
    for (const [from, format] of [
      [0, 'Native'],
      [3, 'RowBinary'],
    ] as const) {
      const query = `SELECT number AS a, concat('\\n\\n', toString(number)) AS b FROM numbers(${String(from)}, 3)`;
      const rows = await (await ask({ query: `${query} FORMAT ${format}` })).arrayBuffer();
      expect((await ask({ query: `INSERT INTO t FORMAT ${format}` }, { body: rows })).status).toBe(200);
    }
    expect(await firstOf('SELECT count() AS n, uniqExact(a) AS u FROM t')).toEqual({ n: 6, u: 6 });
  });

  it('a bad row stores nothing of its insert and is named', async () => {
    const values = [
      { a: 1, b: 'x' },
      { a: 'not a number', b: 'y' },
    ];
    await expect(client.insert({ table: 't', values, format: 'JSONEachRow' })).rejects.toMatchObject({
      code: '27',
      message: expect.stringContaining('(at row 2)'),
    });
    expect(await rowsOf('SELECT * FROM t')).toEqual([]);
  });

  it('no rows at all is not an error', async () => {
    await client.insert({ table: 't', values: Readable.from([], { objectMode: false }), format: 'CSV' });
    expect(await rowsOf('SELECT * FROM t')).toEqual([]);
  });
});

describe('compression', () => {
  it('of requests and answers, by the client', async () => {
    const packed = newClient({ compression: { request: true, response: true } });
    const values = Array.from({ length: 5_000 }, (_, a) => ({ a, b: 'x'.repeat(50) }));
    await packed.insert({ table: 't', values, format: 'JSONEachRow' });
    const result = await packed.query({ query: 'SELECT a, b FROM t', format: 'JSONEachRow' });
    expect(await result.json()).toHaveLength(5_000);
    await expect(packed.query({ query: 'SELECT nope' })).rejects.toMatchObject({ code: '47' });
    await packed.close();
  });

  it('only where asked for', async () => {
    const headers = { 'Accept-Encoding': 'gzip' };
    expect((await ask({ query: 'SELECT 1' }, { headers })).headers.get('content-encoding')).toBeNull();
    const packed = await ask({ query: 'SELECT 1', enable_http_compression: '1' }, { headers });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(await packed.text()).toBe('1\n');
  });

  it('damaged or unknown encodings are refused', async () => {
    const damaged = await ask(
      { query: 'INSERT INTO t FORMAT CSV' },
      { body: 'no gzip', headers: { 'Content-Encoding': 'gzip' } },
    );
    expect(damaged.ok).toBe(false);
    expect((await ask({}, { body: 'SELECT 1', headers: { 'Content-Encoding': 'lzw' } })).status).toBe(501);
    expect(await (await ask({ query: 'SELECT 1' })).text()).toBe('1\n');
  });
});

describe('errors', () => {
  it.each([
    ['SELECT nope FROM t', 404, '47', 'UNKNOWN_IDENTIFIER'],
    ['SELECT * FROM missing', 404, '60', 'UNKNOWN_TABLE'],
    ['SELEC', 400, '62', 'SYNTAX_ERROR'],
    ['SELECT 1; SELECT 2', 400, '62', 'SYNTAX_ERROR'],
    ['', 400, '62', 'SYNTAX_ERROR'],
    ["SELECT throwIf(1, 'because')", 500, '395', 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO'],
    ["SELECT 1 INTO OUTFILE '/tmp/stepup-test'", 501, '48', 'NOT_IMPLEMENTED'],
    ["INSERT INTO t FROM INFILE '/etc/passwd' FORMAT CSV", 501, '48', 'NOT_IMPLEMENTED'],
    [
      'SELECT sum(number) FROM numbers(100000000000) SETTINGS max_execution_time = 0.2',
      408,
      '159',
      'TIMEOUT_EXCEEDED',
    ],
    ['SELECT groupArray(number) FROM numbers(1000000000)', 503, '241', 'MEMORY_LIMIT_EXCEEDED'],
  ])('%s', async (query, status, code, name) => {
    const answer = await ask({}, { body: query });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-clickhouse-exception-code')).toBe(code);
    expect(await answer.text()).toMatch(new RegExp(`^Code: ${code}\\. DB::Exception: [^]*\\(${name}\\)`));
    if (query !== '') await expect(client.command({ query })).rejects.toMatchObject({ code });
  });

  it('in the middle of a streamed answer reaches the reader', async () => {
    const result = await client.query({
      query: 'SELECT throwIf(number = 1000000) FROM numbers(1100000)',
      format: 'JSONEachRow',
      clickhouse_settings: { max_threads: 1 },
    });
    expect(result.response_headers['x-clickhouse-exception-tag']).toBeDefined();
    await expect(result.json()).rejects.toMatchObject({ code: '395' });
  });

  it('an answer too large to hold is an error, and streams instead', async () => {
    const query = "SELECT repeat('x', 1000) AS a FROM numbers(80000)";
    const whole = await ask({ query: `${query} FORMAT JSON` });
    expect(whole.headers.get('x-clickhouse-exception-code')).toBe('396');
    const huge = await ask({ query: "SELECT repeat('x', 10000) AS a FROM numbers(100000) FORMAT JSON" });
    expect(huge.headers.get('x-clickhouse-exception-code')).toBe('241');
    const streamed = await ask({ query: `${query} FORMAT JSONEachRow` });
    expect((await streamed.arrayBuffer()).byteLength).toBe(80_000 * 1009);
  });

  it('sessions are refused, not silently forgotten', async () => {
    await expect(client.query({ query: 'SELECT 1', session_id: 's' })).rejects.toMatchObject({ code: '48' });
  });
});

describe('access', () => {
  it.each([
    ['no credentials', {}, {}, 401],
    ['a wrong password', { 'X-ClickHouse-User': 'default', 'X-ClickHouse-Key': 'wrong' }, {}, 403],
    ['an empty password', { 'X-ClickHouse-User': 'default' }, {}, 403],
    ['another user', { 'X-ClickHouse-User': 'admin', 'X-ClickHouse-Key': 'wrong' }, {}, 403],
    ['a wrong Basic password', { Authorization: `Basic ${btoa('default:wrong')}` }, {}, 403],
    ['a wrong password in the URL', {}, { user: 'default', password: 'wrong' }, 403],
  ])('%s is refused', async (_, headers, query, status) => {
    const answer = await fetch(
      `${server.url}/?${new URLSearchParams({ query: 'SELECT 1', ...query }).toString()}`,
      {
        headers: new Headers(Object.entries(headers)),
      },
    );
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-clickhouse-exception-code')).toBe('516');
    expect(await answer.text()).toMatch(/^Code: 516\. DB::Exception: .*\(AUTHENTICATION_FAILED\)/);
  });

  it('takes headers, Basic authorization and URL parameters', async () => {
    const { username: user, password } = server;
    const basic = { Authorization: `Basic ${btoa(`${user}:${password}`)}` };
    expect(await (await fetch(`${server.url}/?query=SELECT+1`, { headers: basic })).text()).toBe('1\n');
    const url = `${server.url}/?${new URLSearchParams({ query: 'SELECT 2', user, password }).toString()}`;
    expect(await (await fetch(url)).text()).toBe('2\n');
  });

  it('does not leak the password into the settings of a statement', async () => {
    const { username: user, password } = server;
    const text = await (
      await ask({ query: 'SELECT toString(Settings) FROM system.processes', user, password })
    ).text();
    expect(text).not.toContain(password);
  });
});

describe('concurrency', () => {
  const slow =
    'SELECT sum(sipHash64(number)) FROM numbers(1000000000) SETTINGS max_threads = 1, max_execution_time = 20';
  const running = async (): Promise<number> =>
    Number(
      (
        await firstOf<{ n: string }>(
          "SELECT count() AS n FROM system.processes WHERE query LIKE 'SELECT sum(sipHash%'",
        )
      ).n,
    );

  it('serves 200 selects at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => firstOf<{ n: number }>('SELECT {n:UInt32} AS n', { n })),
    );
    expect(answers.map(({ n }) => n)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  it('answers pings and reads while a long write runs', async () => {
    let done = false;
    const write = client
      .command({
        query:
          'INSERT INTO t SELECT number, toString(sipHash64(number)) FROM numbers(3000000) SETTINGS max_threads = 1',
      })
      .then(() => {
        done = true;
      });
    let reads = 0;
    while (!done) {
      expect((await client.ping()).success).toBe(true);
      await firstOf('SELECT 1 AS n');
      if (!done) reads += 1;
    }
    await write;
    expect(reads).toBeGreaterThan(3);
  });

  it('ends a read in the engine when its client goes away', async () => {
    const leaving = new AbortController();
    const abandoned = client.query({ query: slow, format: 'JSONEachRow', abort_signal: leaving.signal });
    const outcome = abandoned.then(
      () => 'answered',
      () => 'aborted',
    );
    await expect.poll(running, { timeout: 15_000 }).toBe(1);
    leaving.abort();
    expect(await outcome).toBe('aborted');
    await expect.poll(running, { timeout: 15_000 }).toBe(0);
  });

  it('refuses what would wait behind too many others with code 202', async () => {
    const leaving = new AbortController();
    const crowd = Array.from({ length: 4 + 250 + 20 }, async () => {
      const answer = await ask({ query: slow }, { signal: leaving.signal });
      return answer.headers.get('x-clickhouse-exception-code');
    });
    const settled = Promise.allSettled(crowd);
    const first = await Promise.any(crowd);
    expect(first).toBe('202');
    leaving.abort();
    const refused = (await settled).filter((outcome) => outcome.status === 'fulfilled');
    expect(refused.map((outcome) => outcome.value)).toEqual(refused.map(() => '202'));
    await expect.poll(() => firstOf('SELECT 1 AS n'), { timeout: 30_000 }).toEqual({ n: 1 });
  });
});

it.runIf(process.platform === 'linux')(
  'gives way to other processes as far as it is told, with the threads of the engine too',
  async () => {
    const pid = server.pid();
    if (pid === undefined) throw new Error('it is not running');
    await firstOf('SELECT sum(sipHash64(number)) AS n FROM numbers(3000000)');
    const threads = await readdir(`/proc/${pid}/task`);
    const yielding = await Promise.all(
      threads.map(async (thread) => {
        const stat = await readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8').catch(() => '');
        // After the name in brackets: the 17th field is the niceness.
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16] === '7';
      }),
    );
    expect(getPriority(pid)).toBe(7);
    // Those that Node has started before, and the engine's watch over its memory, do next to nothing.
    expect(yielding.filter(Boolean).length).toBeGreaterThan(threads.length / 2);
  },
);
