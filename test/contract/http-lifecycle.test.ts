import { chmod, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventsAccepted } from '@stepup/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommandLine, ended, openCommandLine, pidOf } from '../support/product/command-line.ts';
import { dealEvents, issueBearer, readAllDeals, sendBatch } from '../support/product/send-deals.ts';

let directory: string;
let dataDirectory: string;
let command: CommandLine;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stepup-lifecycle-'));
  await chmod(directory, 0o711);
  dataDirectory = join(directory, 'data');
  command = openCommandLine(dataDirectory);
});
afterEach(async () => {
  await command.endAll();
  await rm(directory, { recursive: true, force: true });
});

/** Sends batches one after the other until the product is gone; gives the ids of all deals that were acknowledged. */
async function sendUntilGone(url: string, onAcknowledged: (batches: number) => void): Promise<Set<string>> {
  const authorization = await issueBearer(dataDirectory, { scopes: ['events:write'] });
  const acknowledged = new Set<string>();
  for (let batch = 0; ; batch += 1) {
    try {
      const { status, body } = await sendBatch(url, authorization, dealEvents(batch * 20, 20));
      if (status !== 202) return acknowledged;
      expect(eventsAccepted.parse(body).accepted).toBe(20);
    } catch {
      return acknowledged;
    }
    for (let index = 0; index < 20; index += 1) acknowledged.add(`d${batch * 20 + index}`);
    onAcknowledged(batch + 1);
  }
}

describe('stepup start', () => {
  it.each([
    ['SIGKILL', null],
    ['SIGTERM', 0],
  ] as const)('loses nothing acknowledged when %s ends it under load', async (signal, exitCode) => {
    const { child, url } = await command.start();
    const acknowledged = await sendUntilGone(url, (batches) => {
      // While the next batch is on its way.
      if (batches === 5) setImmediate(() => child.kill(signal));
    });
    expect(await ended(child)).toBe(exitCode);
    expect(acknowledged.size).toBeGreaterThanOrEqual(100);
    const next = await command.start();
    const stored = await readAllDeals(next.url, await issueBearer(dataDirectory, { person: 'ops-1' }));
    expect([...acknowledged].filter((deal) => !stored.has(deal))).toEqual([]);
  });

  it('goes on when the engine is killed under load: what was not acknowledged is taken when sent again', async () => {
    const { url } = await command.start();
    const authorization = await issueBearer(dataDirectory, { scopes: ['events:write'] });
    const send = async (batch: number) =>
      (await sendBatch(url, authorization, dealEvents(batch * 20, 20))).status;
    expect(await send(0)).toBe(202);
    const engine = await pidOf(dataDirectory, 'clickhouse/front');
    const statuses = await Promise.all(
      [1, 2, 3, 4].map((batch) => {
        if (batch === 4) process.kill(engine, 'SIGKILL');
        return send(batch);
      }),
    );
    expect(statuses.every((status) => status === 202 || status === 503)).toBe(true);
    for (const batch of [1, 2, 3, 4]) while ((await send(batch)) !== 202);
    const reader = await issueBearer(dataDirectory, { person: 'ops-1' });
    expect((await readAllDeals(url, reader)).size).toBe(100);
  });

  it('goes on when PostgreSQL is killed, and says so without its connections, passwords or settings', async () => {
    const { child, url, errors } = await command.start();
    const authorization = await issueBearer(dataDirectory, { scopes: ['events:write'] });
    const send = async () => (await sendBatch(url, authorization, dealEvents(0, 1))).status;
    expect(await send()).toBe(202);
    process.kill(await pidOf(dataDirectory, 'postgres/postgres'), 'SIGKILL');
    while (!errors().includes('connection')) await send();
    while ((await send()) !== 202);
    child.kill('SIGTERM');
    await ended(child);
    const secrets = await Promise.all(
      ['store-app-password', 'postgres/password'].map((file) => readFile(join(dataDirectory, file), 'utf8')),
    );
    for (const secret of [...secrets, 'connectionParameters', 'stepup_app', '"client"'])
      expect(errors()).not.toContain(secret.trim());
  });

  it('says who runs on the data directory already, and a command finds it there', async () => {
    const { child, url } = await command.start();
    const second = await command.outcomeOf(['start']);
    expect(second.exitCode).toBe(2);
    expect(second.err).toContain(`Process ${child.pid} already runs on ${dataDirectory} at ${url}`);
    const token = await command.outcomeOf(['token', '--as', 'ops-1', '--tenant', 'default']);
    expect([token.exitCode, token.out.trim().split('\n')]).toEqual([
      0,
      [expect.stringMatching(/^eyJ[\w.-]+$/)],
    ]);
    const answer = await fetch(`${url}/v1/indicators`, {
      headers: { authorization: `Bearer ${token.out.trim()}` },
    });
    expect(answer.status).toBe(200);
    const doctor = await command.outcomeOf(['doctor']);
    expect([doctor.exitCode, doctor.out]).toEqual([
      0,
      expect.stringContaining(`process ${child.pid} at ${url}`),
    ]);
  });

  it('refuses a port that is taken, before it makes anything', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const { exitCode, err } = await command.outcomeOf(['start'], { STEPUP_HTTP_PORT: String(address.port) });
    other.close();
    expect([exitCode, err]).toEqual([2, expect.stringContaining(`Port ${address.port} is in use`)]);
  });

  it('refuses a directory with other files', async () => {
    await writeFile(join(directory, 'thesis.txt'), '');
    const { exitCode, err } = await command.outcomeOf(['start'], { STEPUP_DATA_DIR: directory });
    expect([exitCode, err]).toEqual([2, expect.stringContaining('holds other files')]);
  });

  it.each<[string, () => Promise<void>, RegExp]>([
    [
      'a table of PostgreSQL that was cut off',
      () => truncate(join(dataDirectory, 'postgres/data/base/5/1249'), 5_000),
      /PostgreSQL.* (cannot be read|is damaged): .*[Rr]estore/,
    ],
    [
      'the log of PostgreSQL that was cut off',
      async () => {
        const log = join(dataDirectory, 'postgres/data/pg_wal');
        const segments = (await readdir(log)).filter((name) => /^[0-9A-F]{24}$/.test(name));
        await Promise.all(segments.map((name) => truncate(join(log, name), 100)));
      },
      /The PostgreSQL cluster in \S+ is damaged: .*Restore it from a backup/,
    ],
    [
      'a table of the engine that was emptied',
      async () => {
        const names = await readdir(dataDirectory, { recursive: true });
        const [table] = names.filter((name) => name.endsWith('/raw_events.sql'));
        await truncate(join(dataDirectory, table ?? ''), 0);
      },
      /The data of the embedded ClickHouse in \S+ are damaged: .*Restore a backup/,
    ],
    [
      'the engine’s folder that was removed',
      () => rm(join(dataDirectory, 'clickhouse'), { recursive: true }),
      /The warehouse that was in \S+ is gone.*Restore a backup/,
    ],
  ])('refuses %s with a sentence that says what to do', async (_what, damage, says) => {
    const { child } = await command.start();
    child.kill('SIGTERM');
    await ended(child);
    await damage();
    const { exitCode, err } = await command.outcomeOf(['start']);
    expect([exitCode, err.trim().split('\n').at(-1)]).toEqual([70, expect.stringMatching(says)]);
    expect(err).not.toContain('    at ');
  });

  it.each<[string, Record<string, string>, string]>([
    ['a host that others reach without an issuer', { STEPUP_HOST: '0.0.0.0' }, 'STEPUP_OIDC_ISSUER'],
    ['a variable nobody knows', { STEPUP_HTTP_PROT: '1' }, 'did you mean STEPUP_HTTP_PORT?'],
    ['a port that is none', { STEPUP_HTTP_PORT: 'http' }, 'STEPUP_HTTP_PORT must be a port number'],
  ])('refuses %s', async (_name, environment, says) => {
    const { exitCode, err } = await command.outcomeOf(['start', '--check-config'], environment);
    expect([exitCode, err]).toEqual([2, expect.stringContaining(says)]);
  });
});

describe('stepup', () => {
  it.each([
    [['token', '--as', 'ops-1'], 'run start first'],
    [['token', '--as', 'ops-1', '--scope', 'read'], 'cannot be used with'],
    [['token', '--as', 'ops-1', '--ttl', 'long'], '--ttl'],
    [['nothing'], 'unknown command'],
  ])('ends %j with 2 and says why', async (args, says) => {
    const { exitCode, out, err } = await command.outcomeOf(args);
    expect([exitCode, out, err]).toEqual([2, '', expect.stringContaining(says)]);
  });
});

const mapping = `name: crm
format: deal_rows
times: { formats: [yyyy-MM-dd], zone: UTC }
snapshot: 2020-06-30
definitions_from: 2020-01-01
pipelines:
  - pipeline_id: sales
    stages: [{ stage_id: New, position: 1 }, { stage_id: Won, outcome: won }]
deals:
  deal_id: id
  stage: stage
  history: [{ at: closed, current_stage: [Won] }]
  fields: { owner_id: rep }
`;

describe('stepup import, told to stop', () => {
  it.each([
    ['while it reads', 'reading,', 'Stopped. Nothing was stored.'],
    ['while it stores', 'storing,', 'running the same import again continues where it stopped'],
  ])(
    '%s: leaves neither files nor servers, and the same import again ends whole',
    async (_when, text, says) => {
      // Ten requests, six of which are under way at a time.
      const deals = 90_000;
      const rows = Array.from({ length: deals }, (_, deal) => `d${deal},r,New,\n`).join('');
      const scratch = await mkdtemp(join(directory, 'tmp-'));
      await writeFile(join(directory, 'deals.csv'), `id,rep,stage,closed\n${rows}`);
      await writeFile(join(directory, 'mapping.yaml'), mapping);
      const [file, by, report] = ['deals.csv', 'mapping.yaml', 'report.json'].map((name) =>
        join(directory, name),
      );
      const args = ['import', 'csv', file ?? '', '--mapping', by ?? '', '--report', report ?? ''];
      const stopped = await command.interruptAt(text, args, { TMPDIR: scratch });
      expect([stopped.exitCode, `${stopped.out}${stopped.err}`]).toEqual([
        130,
        expect.stringContaining(says),
      ]);
      expect(await readdir(scratch)).toEqual([]);
      expect(await readdir(dataDirectory).catch(() => [])).not.toContain('instance.json');
      const whole = await command.outcomeOf(args, { TMPDIR: scratch });
      expect([whole.exitCode, whole.out]).toEqual([
        0,
        expect.stringMatching(new RegExp(`${deals} rows read, (\\d+) events made\\n\\1 events accepted`)),
      ]);
    },
    // 180,000 events by the command; a busy machine needs longer than the usual two minutes.
    300_000,
  );
});
