import { createClient } from '@clickhouse/client';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  removeEmbeddedPostgres,
  startEmbeddedClickHouse,
  startEmbeddedPostgres,
  type ServerLog,
} from '../src/index.ts';

/** Prints start times, memory and throughput of both servers on this machine; data goes to a temporary folder. */
const silent: ServerLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
const say = (name: string, value: string): void => {
  process.stdout.write(`${name.padEnd(46)}${value}\n`);
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function residentMegabytes(pid: number | undefined): Promise<string> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kilobytes === undefined ? 'not known here' : `${(Number(kilobytes) / 1024).toFixed(0)} MB`;
}

async function benchPostgres(directory: string): Promise<void> {
  for (const name of ['PostgreSQL, first start (initdb)', 'PostgreSQL, later start']) {
    const startedAt = performance.now();
    const server = await startEmbeddedPostgres({ directory, log: silent });
    say(name, `${(performance.now() - startedAt).toFixed(0)} ms`);
    say('PostgreSQL, memory of the postmaster', await residentMegabytes(server.pid()));
    say('PostgreSQL, stop', `${(await timed(() => server.stop())).toFixed(0)} ms`);
  }
}

async function benchClickHouse(directory: string): Promise<void> {
  const startedAt = performance.now();
  const server = await startEmbeddedClickHouse({ directory, log: silent });
  say('ClickHouse, start', `${(performance.now() - startedAt).toFixed(0)} ms`);
  say('ClickHouse, memory at rest', await residentMegabytes(server.pid()));
  const client = createClient({ url: server.url, username: server.username, password: server.password });
  await client.command({ query: 'CREATE TABLE t (a UInt64, b String) ENGINE = MergeTree ORDER BY a' });
  for (const batch of [1_000, 10_000, 50_000]) {
    const rows = Array.from({ length: batch }, (_, a) => ({ a, b: 'abcdefghij'.repeat(8) }));
    const batches = 200_000 / batch;
    const ms = await timed(async () => {
      for (let turn = 0; turn < batches; turn += 1)
        await client.insert({ table: 't', values: rows, format: 'JSONEachRow' });
    });
    say(
      `ClickHouse, JSONEachRow in batches of ${String(batch)}`,
      `${((200_000 / ms) * 1000).toFixed(0)} rows/s`,
    );
  }
  const one = (): Promise<unknown> =>
    client.query({ query: 'SELECT count() FROM t', format: 'JSONEachRow' }).then((answer) => answer.json());
  say(
    'ClickHouse, 500 small selects in turn',
    `${(
      await timed(async () => {
        for (let turn = 0; turn < 500; turn += 1) await one();
      })
    ).toFixed(0)} ms`,
  );
  say(
    'ClickHouse, 200 small selects at once',
    `${(await timed(() => Promise.all(Array.from({ length: 200 }, one)))).toFixed(0)} ms`,
  );
  let slowest = 0;
  const pings = async (until: Promise<unknown>): Promise<void> => {
    let running = true;
    void until.then(() => {
      running = false;
    });
    while (running) slowest = Math.max(slowest, await timed(() => client.ping()));
  };
  await pings(
    client
      .query({ query: 'SELECT sum(sipHash64(number)) FROM numbers(300000000)', format: 'JSONEachRow' })
      .then((answer) => answer.json()),
  );
  say('ClickHouse, slowest ping during a long query', `${slowest.toFixed(0)} ms`);
  const streamed = await timed(async () => {
    const answer = await client.query({
      query: 'SELECT number, toString(number) AS s FROM numbers(3000000)',
      format: 'JSONEachRow',
    });
    for await (const rows of answer.stream()) void rows.length;
  });
  say('ClickHouse, 3 million rows streamed', `${streamed.toFixed(0)} ms`);
  say('ClickHouse, memory afterwards', await residentMegabytes(server.pid()));
  await client.close();
  say('ClickHouse, stop', `${(await timed(() => server.stop())).toFixed(0)} ms`);
}

const directory = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
try {
  say('machine', `${String(cpus().length)} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`);
  await benchPostgres(join(directory, 'postgres'));
  await benchClickHouse(join(directory, 'clickhouse'));
} finally {
  await removeEmbeddedPostgres(join(directory, 'postgres'));
  await rm(directory, { recursive: true, force: true });
}
