import { connect } from 'node:net';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { findKafka } from './kafka/find-kafka.ts';
import { startKafka } from './kafka/start-kafka.ts';
import { startPostgres } from './postgres/start-postgres.ts';
import { findSystemPostgres, startSystemPostgres } from './postgres/start-system-postgres.ts';
import { startProcess } from './process/start-process.ts';
import { findRedis, startRedis } from './redis/start-redis.ts';
import { mustSkipWithout } from './require-servers.ts';
import { silentLog } from './silent-log.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Sends one command of Redis's inline protocol and returns the first line of the answer. */
async function askRedis(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write(`${command}\r\n`);
    const [answer] = await once(socket, 'data');
    return String(answer).split('\r\n').at(-2) ?? '';
  } finally {
    socket.destroy();
  }
}

async function versionOf(connectionString: string): Promise<number> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    return Number(rows[0]?.server_version_num);
  } finally {
    await client.end();
  }
}

describe.skipIf(mustSkipWithout('Kafka', await findKafka()))('startKafka', () => {
  it('comes back on the same port and directory after an orderly stop and after SIGKILL', async () => {
    const kafka = await startKafka({ settings: { 'group.min.session.timeout.ms': '500' } });
    opened.push(kafka);
    expect(kafka.brokers).toEqual([`127.0.0.1:${kafka.port}`]);
    const first = kafka.pid();
    await kafka.stop();
    expect(await accepts(kafka.port)).toBe(false);
    await kafka.start();
    expect(await accepts(kafka.port)).toBe(true);
    await kafka.kill();
    await kafka.start();
    expect(await accepts(kafka.port)).toBe(true);
    expect(kafka.pid()).not.toBe(first);
  });

  it('removes its directory when it is closed', async () => {
    const kafka = await startKafka();
    await kafka.close();
    expect(await accepts(kafka.port)).toBe(false);
    await expect(stat(kafka.directory)).rejects.toThrow('ENOENT');
  });
});

describe.skipIf(mustSkipWithout('Redis', await findRedis()))('startRedis', () => {
  it('evicts nothing and keeps what it has acknowledged over a stop', async () => {
    const redis = await startRedis();
    opened.push(redis);
    expect(await askRedis(redis.port, 'CONFIG GET maxmemory-policy')).toBe('noeviction');
    await askRedis(redis.port, 'SET step proposal');
    await redis.stop();
    await redis.start();
    expect(await askRedis(redis.port, 'GET step')).toBe('proposal');
  });
});

describe('startPostgres', () => {
  it('starts the server of the embedded product', async () => {
    const postgres = await startPostgres();
    opened.push(postgres);
    expect(await versionOf(postgres.connectionString)).toBeGreaterThanOrEqual(180_000);
  });
});

describe.skipIf(mustSkipWithout('PostgreSQL 15', await findSystemPostgres()))('startSystemPostgres', () => {
  it('starts the oldest supported version', async () => {
    const postgres = await startSystemPostgres();
    opened.push(postgres);
    expect(Math.floor((await versionOf(postgres.connectionString)) / 10_000)).toBe(15);
  });
});

describe('startProcess', () => {
  it('says what a server printed that ended before it was up', async () => {
    const start = startProcess({
      name: 'a server',
      program: process.execPath,
      options: ['-e', 'console.error("the port is taken"); process.exit(3)'],
      ready: /never/,
      stopSignal: 'SIGTERM',
      log: silentLog,
    });
    await expect(start).rejects.toThrow('the port is taken');
  });
});
