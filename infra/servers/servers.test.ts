import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { findKafka, findRedis, mustSkipWithout } from '@stepup/local-servers';
import { describe, expect, it } from 'vitest';

const skip = mustSkipWithout('Kafka', await findKafka()) || mustSkipWithout('Redis', await findRedis());

describe.skipIf(skip)('the command that starts servers', () => {
  it('prints what each service is told, and leaves nothing behind when it is stopped', async () => {
    const command = spawn(process.execPath, [new URL('servers.ts', import.meta.url).pathname], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(command, 'exit');
    const told = new Map<string, URL>();
    for await (const line of createInterface({ input: command.stdout })) {
      const [, name = '', address = ''] = /^export (STEPUP_\w+)=(\S+)$/.exec(line) ?? [];
      told.set(name, new URL(address.includes('://') ? address : `kafka://${address}`));
      if (told.size === 4) break;
    }
    expect([...told.keys()].toSorted()).toEqual([
      'STEPUP_CLICKHOUSE_URL',
      'STEPUP_KAFKA_BROKERS',
      'STEPUP_POSTGRES_URL',
      'STEPUP_REDIS_URL',
    ]);
    const ports = [...told.values()].map(({ port }) => Number(port));
    expect(await Promise.all(ports.map(accepts))).toEqual([true, true, true, true]);
    command.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(await Promise.all(ports.map(accepts))).toEqual([false, false, false, false]);
  }, 120_000);
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
