import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '@stepup/embedded-servers';

/** A PostgreSQL server for tests. `ownerUrl` connects as a role that may create roles and is no superuser. */
export interface TestServer {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

const systemBinaries = '/usr/lib/postgresql/15/bin';

/** Whether the oldest supported server, PostgreSQL 15 of the operating system, is installed. */
export function hasSystemPostgres(): boolean {
  return existsSync(join(systemBinaries, 'postgres'));
}

/** A fresh cluster in a temporary folder, on loopback. PostgreSQL refuses root, so as root it runs as `postgres`. */
export async function startSystemPostgres(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'stepup-store-'));
  const cluster = join(folder, 'cluster');
  const passwordFile = join(folder, 'password');
  const password = randomBytes(12).toString('hex');
  writeFileSync(passwordFile, password);
  const user = process.getuid?.() === 0 ? findPostgresUser() : null;
  if (user !== null) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  const initialised = spawnSync(
    join(systemBinaries, 'initdb'),
    [
      '-D',
      cluster,
      '-U',
      'root',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--no-locale',
      '-N',
    ],
    { ...user, encoding: 'utf8' },
  );
  if (initialised.status !== 0) throw new Error(`initdb failed: ${initialised.stderr}`);
  const port = await findFreePort();
  const server = spawn(
    join(systemBinaries, 'postgres'),
    [
      '-D',
      cluster,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${folder}`,
      '-c',
      'fsync=off',
    ],
    { ...user, stdio: 'ignore' },
  );
  const superuserUrl = `postgresql://root:${password}@127.0.0.1:${port}/postgres`;
  await waitUntilReady(superuserUrl, server);
  const ownerUrl = await createOwner(superuserUrl);
  return {
    superuserUrl,
    ownerUrl,
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server that comes from npm, as the embedded product runs it. */
export async function startNpmPostgres(): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'stepup-store-'));
  // Where the account that PostgreSQL runs as can enter, its data stays inside and goes with the folder.
  chmodSync(directory, 0o755);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const server = await startEmbeddedPostgres({ directory, log });
  return {
    superuserUrl: server.connectionString,
    ownerUrl: await createOwner(server.connectionString),
    stop: async () => {
      await server.stop();
      for (const path of [directory, server.dataDirectory]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** A database `stepup` owned by a role that is no superuser, as a careful deployment has it. */
async function createOwner(superuserUrl: string): Promise<string> {
  const password = randomBytes(12).toString('hex');
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`create role stepup_owner login createrole password '${password}'`);
  await client.query('create database stepup owner stepup_owner');
  await client.end();
  const url = new URL(superuserUrl);
  url.username = 'stepup_owner';
  url.password = password;
  url.pathname = '/stepup';
  return url.href;
}

function findPostgresUser(): { uid: number; gid: number } {
  const numberOf = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim());
  const [uid, gid] = [numberOf('-u'), numberOf('-g')];
  if (!(uid > 0)) throw new Error('running as root needs a user postgres to run the server as');
  return { uid, gid };
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function waitUntilReady(url: string, server: { exitCode: number | null }): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > deadline || server.exitCode !== null)
        throw new Error('the server did not start', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
