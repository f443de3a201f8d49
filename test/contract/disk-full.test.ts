import { execFile } from 'node:child_process';
import { chmod, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { problem } from '@stepup/contracts';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testConfig } from '../support/config.ts';
import { type CommandLine, ended, openCommandLine, pidOf } from '../support/product/command-line.ts';
import { dealEvents, issueBearer, readAllDeals, sendBatch } from '../support/product/send-deals.ts';

const execute = promisify(execFile);
const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** Only root may mount a small disk, and not in every container; where servers are required, root has to. */
const mayMount = await canMount();

async function canMount(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    console.warn('skipped: a small disk to fill can only be mounted by root on Linux');
    return false;
  }
  const probe = await mkdtemp(join(tmpdir(), 'stepup-mount-'));
  try {
    await mount(probe, '1m');
    await execute('umount', [probe]);
    return true;
  } catch (error) {
    if (testConfig.requiresServers) throw error;
    console.warn(`skipped: a small disk to fill cannot be mounted here: ${String(error)}`);
    return false;
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}

async function mount(directory: string, size: string): Promise<void> {
  await execute('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=711`, 'tmpfs', directory]);
}

let directory: string;
let dataDirectory: string;
let command: CommandLine;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stepup-disk-'));
  await chmod(directory, 0o711);
  dataDirectory = join(directory, 'data');
  command = openCommandLine(dataDirectory);
});
afterEach(async () => {
  await command.endAll();
  if (mayMount) await execute('umount', [directory]);
  await rm(directory, { recursive: true, force: true });
});

const filling = (): string => join(directory, 'filling');

/** Takes all that is left of the disk. */
async function fill(): Promise<void> {
  const file = await open(filling(), 'w');
  const piece = Buffer.alloc(1024 * 1024);
  try {
    for (;;) await file.write(piece);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    await file.close();
  }
}

describe.skipIf(!mayMount)('a disk that is full at the start', () => {
  it.each([
    ['a single file', '16k'],
    ['half the tables', '39m'],
  ])(
    'with room for %s: ends with 70 and one sentence, and starts once there is room',
    async (_what, size) => {
      await mount(directory, size);
      const { exitCode, err } = await command.outcomeOf(['start'], { STEPUP_LOG_LEVEL: 'error' });
      const said = err.trim().split('\n').at(-1) ?? '';
      expect([exitCode, said]).toEqual([
        70,
        expect.stringMatching(
          /The disk that holds \S+ is full: .* MB are free.* Free some space there and start again/,
        ),
      ]);
      expect(said).toContain(dataDirectory);
      expect(err).not.toContain('    at ');
      await execute('mount', ['-o', 'remount,size=160m', directory]);
      await command.start();
    },
  );
});

describe.skipIf(!mayMount)('a disk without room for an answer', () => {
  it('refuses the answer, none of which it sends, and keeps the room for what is stored', async () => {
    await mount(directory, '500m');
    const engine = await startEmbeddedClickHouse({ directory: dataDirectory, log: silent });
    try {
      const ask = (query: string): Promise<Response> =>
        fetch(engine.url, {
          method: 'POST',
          body: query,
          headers: { 'X-ClickHouse-User': engine.username, 'X-ClickHouse-Key': engine.password },
        });
      const rows = (count: number, format: string): string =>
        `SELECT number, hex(sipHash128(number)) AS hash FROM numbers(${count}) FORMAT ${format}`;
      await ask('CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a');
      for (const format of ['CSVWithNames', 'Parquet']) {
        const refused = await ask(rows(20_000_000, format));
        expect(refused.headers.get('x-clickhouse-exception-code')).toBe('243');
        expect(await refused.text()).toContain('no room for this answer');
        expect(await readdir(join(dataDirectory, 'spool'))).toEqual([]);
      }
      // What fits into memory is answered on any disk.
      await fill();
      const small = await (await ask(rows(1_000, 'CSVWithNames'))).text();
      expect(small.trim().split('\n')).toHaveLength(1_001);
      await rm(filling());
      expect((await ask('INSERT INTO t SELECT number FROM numbers(10)')).status).toBe(200);
    } finally {
      await engine.stop();
    }
  });
});

describe.skipIf(!mayMount)('a disk that becomes full', () => {
  it('refuses events with its name, keeps answering questions, and takes events again once there is room', async () => {
    await mount(directory, '160m');
    const { url } = await command.start();
    const sender = await issueBearer(dataDirectory, { scopes: ['events:write'] });
    const reader = await issueBearer(dataDirectory, { person: 'ops-1' });
    expect((await sendBatch(url, sender, dealEvents(0, 20))).status).toBe(202);

    await fill();
    const refused = await sendBatch(url, sender, dealEvents(20, 20));
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
    expect(problem.parse(refused.body)).toMatchObject({
      code: 'disk_full',
      detail: expect.stringContaining('The disk of the data directory is full'),
    });
    expect((await readAllDeals(url, reader)).size).toBe(20);
    const readiness = await fetch(`${url}/readyz`);
    expect([readiness.status, await readiness.text()]).toEqual([
      503,
      expect.stringContaining('"name":"disk","ready":false,"reason":"the disk is full"'),
    ]);

    await rm(filling());
    expect((await sendBatch(url, sender, dealEvents(40, 20))).status).toBe(202);
    const stored = await readAllDeals(url, reader);
    expect([stored.size, stored.has('d20'), stored.has('d40')]).toEqual([40, false, true]);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('waits with a server that fell until there is room, longer than its attempts would last', async () => {
    await mount(directory, '160m');
    const { url, errors } = await command.start();
    const sender = await issueBearer(dataDirectory, { scopes: ['events:write'] });
    await fill();
    process.kill(await pidOf(dataDirectory, 'postgres/postgres'), 'SIGKILL');
    while (!errors().includes('is started again when there is room'))
      expect((await sendBatch(url, sender, dealEvents(0, 1))).body).toMatchObject({ code: 'disk_full' });
    await rm(filling());
    while ((await sendBatch(url, sender, dealEvents(0, 1))).status !== 202);
    expect(errors()).not.toContain('given up');
  });

  it('loses nothing acknowledged when it fills up under load', async () => {
    await mount(directory, '160m');
    const { child, url } = await command.start();
    const sender = await issueBearer(dataDirectory, { scopes: ['events:write'] });
    const reader = await issueBearer(dataDirectory, { person: 'ops-1' });
    const acknowledged = new Set<string>();
    const refusals = new Set<string>();
    const send = async (batch: number): Promise<number> => {
      const { status, body } = await sendBatch(url, sender, dealEvents(batch * 200, 200));
      if (status === 202)
        for (let deal = 0; deal < 200; deal += 1) acknowledged.add(`d${batch * 200 + deal}`);
      else refusals.add(`${status} ${problem.parse(body).code}`);
      return status;
    };
    const sendUntilRefused = async (first: number): Promise<void> => {
      let batch = first;
      while ((await send(batch)) === 202) batch += 1;
    };
    const load = Promise.all([sendUntilRefused(0), sendUntilRefused(1_000)]);
    while (acknowledged.size === 0) await readAllDeals(url, reader);
    await Promise.all([fill(), load]);
    expect([...refusals].filter((refusal) => !/^503 (disk_full|unavailable)$/.test(refusal))).toEqual([]);

    await rm(filling());
    while ((await send(5_000)) !== 202);
    const stored = await readAllDeals(url, reader);
    expect([...acknowledged].filter((deal) => !stored.has(deal))).toEqual([]);
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
  });
});
