import { spawn } from 'node:child_process';
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddedServerError } from '../embedded-server-error.ts';
import { readProcessIdentity } from '../supervision/process-identity.ts';
import { createRecordingLog } from '../testing/recording-log.ts';
import { createTemporaryDirectory } from '../testing/temporary-directory.ts';
import { locateBinaries } from './binaries.ts';
import { placeCluster, removeEmbeddedPostgres } from './placement.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const MODULE = fileURLToPath(new URL('./start-embedded-postgres.ts', import.meta.url));
const patience = { timeout: 20_000, interval: 20 };

let temporary: Awaited<ReturnType<typeof createTemporaryDirectory>>;
let directory: string;
let externalDirectory: string;
beforeEach(async () => {
  temporary = await createTemporaryDirectory();
  // mkdtemp makes it 700; here that would already put every cluster outside.
  await chmod(temporary.path, 0o755);
  directory = join(temporary.path, 'postgres');
  externalDirectory = join(temporary.path, 'external');
});
afterEach(() => temporary.remove());

const start = (
  changes: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {},
): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ directory, externalDirectory, log: createRecordingLog(), ...changes });

async function run<Row extends pg.QueryResultRow>(server: EmbeddedPostgres, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A cluster with one row in it, not running; made once, copied by the tests that damage it. */
let template: Awaited<ReturnType<typeof createTemporaryDirectory>>;
beforeAll(async () => {
  template = await createTemporaryDirectory();
  await chmod(template.path, 0o755);
  const server = await startEmbeddedPostgres({
    directory: join(template.path, 'postgres'),
    log: createRecordingLog(),
  });
  await run(server, 'CREATE TABLE t (a int); INSERT INTO t VALUES (1)');
  await server.stop();
  return () => template.remove();
});
async function copyTemplate(): Promise<void> {
  const from = join(template.path, 'postgres');
  // With their owners, on which PostgreSQL insists.
  await new Promise((resolve) => spawn('cp', ['-Rp', from, directory]).once('exit', resolve));
}

/** Puts back the files a test has damaged, with their owners. */
async function restore(from: string): Promise<void> {
  const { uid, gid } = await stat(join(directory, 'data'));
  for (const file of [
    'password',
    'location.json',
    'data/PG_VERSION',
    'data/global/pg_control',
    'data/pg_wal/000000010000000000000001',
  ]) {
    await writeFile(join(directory, file), await readFile(join(from, file)), { mode: 0o600 });
    if (file.startsWith('data/')) await chown(join(directory, file), uid, gid);
  }
  await rm(from, { recursive: true });
}

describe('an embedded PostgreSQL', () => {
  it('starts, keeps its data and password, stops; a first start that was killed half way is no obstacle', async () => {
    await mkdir(join(directory, 'data.new', 'cluster'), { recursive: true });
    await writeFile(join(directory, 'data.new', 'cluster', 'PG_VERSION'), '18\n');
    const first = await start();
    await run(first, 'CREATE TABLE t AS SELECT 1 AS a');
    const [settings] = await run(
      first,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('data_checksums') AS checksums,
              current_setting('listen_addresses') AS listens, current_setting('fsync') AS fsync, rolsuper AS super,
              (SELECT datlocale FROM pg_database WHERE datname = current_database()) AS locale
       FROM pg_roles WHERE rolname = current_user`,
    );
    expect(settings).toEqual({
      encoding: 'UTF8',
      checksums: 'on',
      listens: '127.0.0.1',
      fsync: 'on',
      super: true,
      locale: 'C.UTF-8',
    });
    expect((await stat(join(directory, 'password'))).mode & 0o777).toBe(0o600);
    await first.stop();
    expect(first.state()).toBe('stopped');
    const second = await start();
    expect(second.password).toBe(first.password);
    expect(await run(second, 'SELECT a FROM t')).toEqual([{ a: 1 }]);
    await second.stop();
  });

  it('asks for the password', async () => {
    await copyTemplate();
    const server = await start();
    const { host, port, user, database } = server;
    const wrong = new pg.Client({ host, port, user, database, password: 'wrong' });
    await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' });
    await server.stop();
  });

  it('killed, comes back under the same address with every committed row', async () => {
    await copyTemplate();
    const server = await start();
    const committed = [1];
    for (let a = 2; a < 40; a += 1) {
      if (a === 15) process.kill(server.pid() ?? 0, 'SIGKILL');
      await run(server, `INSERT INTO t VALUES (${String(a)})`).then(
        () => committed.push(a),
        () => expect.poll(() => run(server, 'SELECT 1 AS n').catch(() => []), patience).toEqual([{ n: 1 }]),
      );
    }
    expect(committed.length).toBeGreaterThan(30);
    const stored = (await run<{ a: number }>(server, 'SELECT a FROM t')).map(({ a }) => a);
    expect(committed.filter((a) => !stored.includes(a))).toEqual([]);
    expect(server.state()).toBe('healthy');
    await server.stop();
  });

  it('left behind by a killed parent, is stopped at the next start; its data is whole', async () => {
    await copyTemplate();
    const script = `
      const { startEmbeddedPostgres } = await import(${JSON.stringify(MODULE)});
      const quiet = () => undefined;
      const server = await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)}, log: { info: quiet, warn: quiet, error: quiet } });
      console.log(server.pid());`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const orphan = Number(
      await new Promise<string>((resolve) => {
        createInterface({ input: parent.stdout }).once('line', resolve);
      }),
    );
    await expect(start()).rejects.toMatchObject({ code: 'directory_in_use' });
    parent.kill('SIGKILL');
    await expect.poll(() => readProcessIdentity(parent.pid ?? 0), patience).toBeUndefined();
    expect(await readProcessIdentity(orphan)).toBeDefined();
    const server = await start();
    expect(await readProcessIdentity(orphan)).toBeUndefined();
    expect(await run(server, 'SELECT a FROM t')).toEqual([{ a: 1 }]);
    await server.stop();
  });

  it('does not mistake a stranger with the number in postmaster.pid for its server', async () => {
    await copyTemplate();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], {
      stdio: 'ignore',
    });
    await writeFile(join(directory, 'data', 'postmaster.pid'), `${String(stranger.pid)}\n/elsewhere\n`);
    const server = await start();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill('SIGKILL');
    await server.stop();
  });
});

describe('a cluster that cannot be used', () => {
  const damages: [string, () => Promise<unknown>, string][] = [
    [
      'overwritten control file',
      () => writeFile(join(directory, 'data', 'global', 'pg_control'), Buffer.alloc(8192, 'x')),
      'damaged_directory',
    ],
    [
      'lost log segment',
      () => rm(join(directory, 'data', 'pg_wal', '000000010000000000000001')),
      'damaged_directory',
    ],
    [
      'another major version',
      () => writeFile(join(directory, 'data', 'PG_VERSION'), '15\n'),
      'wrong_version',
    ],
    ['lost password file', () => rm(join(directory, 'password')), 'damaged_directory'],
    [
      'unreadable record of its place',
      () => writeFile(join(directory, 'location.json'), '{'),
      'damaged_directory',
    ],
    ['lost cluster', () => rm(join(directory, 'data'), { recursive: true }), 'damaged_directory'],
  ];

  it('is refused with a reason, and left as it is', async () => {
    await copyTemplate();
    for (const [name, damage, code] of damages) {
      const undo = join(temporary.path, 'undo');
      await cp(directory, undo, { recursive: true, filter: (path) => !path.includes('/base/') });
      await damage();
      await expect(start(), name).rejects.toMatchObject({
        name: 'EmbeddedServerError',
        code,
        advice: expect.stringMatching(/\w/),
      });
      if (name === 'lost cluster') continue;
      await restore(undo);
    }
  });
});

describe('in a folder that only its owner can enter', () => {
  it('runs: as root with the cluster outside, as anybody else in place', async () => {
    const closed = join(temporary.path, 'closed');
    await mkdir(closed, { mode: 0o700 });
    directory = join(closed, 'deep', 'postgres');
    const root = process.getuid?.() === 0;
    const server = await start();
    expect(server.dataDirectory.startsWith(root ? externalDirectory : directory)).toBe(true);
    await run(server, 'CREATE TABLE t AS SELECT 1 AS a');
    await server.stop();
    const again = await start();
    expect(await run(again, 'SELECT a FROM t')).toEqual([{ a: 1 }]);
    await again.stop();

    // A copy must not run on the original's cluster; moving takes it along.
    const elsewhere = join(closed, 'elsewhere');
    await cp(directory, elsewhere, { recursive: true });
    const copied = start({ directory: elsewhere }).then(
      (copy) => copy.stop().then(() => 'runs'),
      (error: unknown) => (error instanceof EmbeddedServerError ? error.code : error),
    );
    expect(await copied).toBe(root ? 'directory_in_use' : 'runs');
    await rm(elsewhere, { recursive: true });
    await rename(directory, elsewhere);
    const moved = await start({ directory: elsewhere });
    expect(await run(moved, 'SELECT a FROM t')).toEqual([{ a: 1 }]);
    await moved.stop();

    await removeEmbeddedPostgres(elsewhere);
    await expect(stat(elsewhere)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(stat(moved.dataDirectory)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('lies in place where only the directory itself is closed', async () => {
    await mkdir(directory, { mode: 0o700 });
    const placement = await placeCluster(
      directory,
      externalDirectory,
      await locateBinaries(),
      createRecordingLog(),
    );
    expect(placement.dataDirectory).toBe(join(directory, 'data'));
  });
});
