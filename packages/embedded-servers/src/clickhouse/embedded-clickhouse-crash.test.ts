import { createClient } from '@clickhouse/client';
import { spawn } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readProcessIdentity } from '../supervision/process-identity.ts';
import { writePidFile } from '../supervision/pid-file.ts';
import { createRecordingLog } from '../testing/recording-log.ts';
import { createTemporaryDirectory } from '../testing/temporary-directory.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from './start-embedded-clickhouse.ts';

const MODULE = fileURLToPath(new URL('./start-embedded-clickhouse.ts', import.meta.url));
const patience = { timeout: 20_000, interval: 20 };

let temporary: Awaited<ReturnType<typeof createTemporaryDirectory>>;
let directory: string;
beforeEach(async () => {
  temporary = await createTemporaryDirectory();
  directory = join(temporary.path, 'clickhouse');
});
afterEach(() => temporary.remove());

const clientOf = (server: EmbeddedClickHouse) =>
  createClient({
    url: server.url,
    username: server.username,
    password: server.password,
    log: { level: 127 },
  });

async function countOf(client: ReturnType<typeof createClient>): Promise<readonly number[]> {
  const result = await client.query({ query: 'SELECT a FROM t ORDER BY a', format: 'JSONCompactEachRow' });
  return (await result.json<[number]>()).map(([a]) => a);
}

describe('a killed ClickHouse front', () => {
  it('comes back under the same address with every acknowledged row', async () => {
    const log = createRecordingLog();
    const server = await startEmbeddedClickHouse({ directory, log });
    const client = clientOf(server);
    await client.command({ query: 'CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a' });
    const acknowledged: number[] = [];
    const failed: number[] = [];
    const firstPid = server.pid();
    for (let a = 0; a < 60; a += 1) {
      if (a === 20 || a === 40) process.kill(server.pid() ?? 0, 'SIGKILL');
      try {
        await client.insert({ table: 't', values: [{ a }], format: 'JSONEachRow' });
        acknowledged.push(a);
      } catch {
        failed.push(a);
        await vi.waitUntil(
          async () => server.state() === 'healthy' && (await client.ping()).success,
          patience,
        );
      }
    }
    expect(failed.length).toBeGreaterThan(0);
    const stored = await countOf(client);
    expect(acknowledged.filter((a) => !stored.includes(a))).toEqual([]);
    expect(stored.filter((a) => !acknowledged.includes(a) && !failed.includes(a))).toEqual([]);
    expect(server.pid()).not.toBe(firstPid);
    expect(server.state()).toBe('healthy');
    await client.close();
    await server.stop();
    expect(server.state()).toBe('stopped');
    expect(await readdir(join(directory, 'spool'))).toEqual([]);
  });

  it('ends with its parent, however that ends, and leaves the directory free', async () => {
    const script = `
      const { startEmbeddedClickHouse } = await import(${JSON.stringify(MODULE)});
      const quiet = () => undefined;
      const server = await startEmbeddedClickHouse({ directory: ${JSON.stringify(directory)}, log: { info: quiet, warn: quiet, error: quiet } });
      const ask = (body) => fetch(server.url, { method: 'POST', body, headers: { 'X-ClickHouse-Key': server.password } });
      await ask('CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a');
      await ask('INSERT INTO t VALUES (1)');
      void ask('SELECT sum(sipHash64(number)) FROM numbers(100000000000)').catch(quiet);
      console.log(server.pid());`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const front = Number(
      await new Promise<string>((resolve) => {
        createInterface({ input: parent.stdout }).once('line', resolve);
      }),
    );
    parent.kill('SIGKILL');
    await expect.poll(() => readProcessIdentity(front), patience).toBeUndefined();
    const server = await startEmbeddedClickHouse({ directory, log: createRecordingLog() });
    const client = clientOf(server);
    expect(await countOf(client)).toEqual([1]);
    await client.close();
    await server.stop();
  });

  it('left by an earlier run is stopped, and only that process', async () => {
    await mkdir(directory, { recursive: true });
    const pidFile = join(directory, 'front.pid');
    const idle = ['-e', 'setInterval(() => undefined, 1000)'];
    // Noted by a parent that has ended meanwhile: an orphan.
    const orphanMaker = `
      const { spawn } = await import('node:child_process');
      const { writePidFile } = await import(${JSON.stringify(fileURLToPath(new URL('../supervision/pid-file.ts', import.meta.url)))});
      const child = spawn(process.execPath, ${JSON.stringify(idle)}, { stdio: 'ignore', detached: true });
      child.unref();
      await writePidFile(${JSON.stringify(pidFile)}, child.pid);
      console.log(child.pid);`;
    const maker = spawn(process.execPath, ['--input-type=module', '-e', orphanMaker], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const orphan = Number(
      await new Promise<string>((resolve) => {
        createInterface({ input: maker.stdout }).once('line', resolve);
      }),
    );
    await expect.poll(() => readProcessIdentity(maker.pid ?? 0), patience).toBeUndefined();
    const server = await startEmbeddedClickHouse({ directory, log: createRecordingLog() });
    expect(await readProcessIdentity(orphan)).toBeUndefined();
    await server.stop();

    // The same number, another process: left alone.
    const stranger = spawn(process.execPath, idle, { stdio: 'ignore' });
    const record = {
      child: { pid: stranger.pid, identity: 'another boot:1' },
      parent: { pid: 1, identity: 'x' },
    };
    await writeFile(pidFile, JSON.stringify(record));
    const again = await startEmbeddedClickHouse({ directory, log: createRecordingLog() });
    expect(stranger.exitCode).toBeNull();
    await again.stop();
    stranger.kill('SIGKILL');
  });

  it('a second one on the same directory is refused while the first runs on', async () => {
    const server = await startEmbeddedClickHouse({ directory, log: createRecordingLog() });
    const second = startEmbeddedClickHouse({ directory, log: createRecordingLog() });
    await expect(second).rejects.toMatchObject({ code: 'directory_in_use' });
    const client = clientOf(server);
    expect((await client.ping({ select: true })).success).toBe(true);
    await client.close();
    await server.stop();
  });

  it('says what is wrong with a directory it cannot use', async () => {
    await writeFile(directory, 'a file');
    await expect(startEmbeddedClickHouse({ directory, log: createRecordingLog() })).rejects.toMatchObject({
      name: 'EmbeddedServerError',
    });
  });

  it('is given up when it cannot come back, and says so once', async () => {
    const onFailed = vi.fn<(error: Error) => void>();
    const restart = { firstDelayMs: 10, maxDelayMs: 10, maxAttempts: 2 };
    const server = await startEmbeddedClickHouse({ directory, log: createRecordingLog(), restart, onFailed });
    // From here on the directory looks as if another front of a living parent had taken it.
    await writePidFile(join(directory, 'front.pid'), process.ppid);
    process.kill(server.pid() ?? 0, 'SIGKILL');
    await expect.poll(() => server.state(), patience).toBe('failed');
    expect(onFailed).toHaveBeenCalledOnce();
    await server.stop();
  });
});
