import { once } from 'node:events';
import { connect } from 'node:net';
import { findRedis, mustSkipWithout, type RedisServer, startRedis } from '@stepup/local-servers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { type DiagnosisStack, startDiagnosisStack } from '../support/engine/start-diagnosis-stack.ts';
import {
  simulateSmallOrganisation,
  smallOrganisationEndsAt as endsAt,
} from '../support/organisation/small-organisation.ts';

const events = acceptEvents('t', simulateSmallOrganisation({ seed: 11, teamSizes: [5], gap: null }));

/** Empties a Redis server, schedules and all. */
async function flush(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('FLUSHALL\r\n');
  const [answer] = await once(socket, 'data');
  socket.destroy();
  expect(String(answer)).toContain('OK');
}

describe('a run whose job is lost, jobs in PostgreSQL', () => {
  let stack: DiagnosisStack;
  beforeAll(async () => {
    stack = await startDiagnosisStack();
    await stack.load('t', events);
  });
  afterAll(() => stack.stop());

  it('gets one again, and is computed', async () => {
    const { run } = await stack.diagnose('t', 'on_demand', endsAt, async () => undefined);
    expect(run.state).toBe('done');
  }, 200_000);
});

describe.skipIf(mustSkipWithout('Redis', await findRedis()))('a run whose Redis lost everything', () => {
  let stack: DiagnosisStack;
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
    stack = await startDiagnosisStack({ redisUrl: redis.url });
    await stack.load('t', events);
  });
  afterAll(async () => {
    await stack.stop();
    await redis.close();
  });

  it('gets a job again from what PostgreSQL says, and is computed', async () => {
    const { run, cells } = await stack.diagnose('t', 'on_demand', endsAt, () => flush(redis.port));
    expect(run.state).toBe('done');
    expect(cells).toHaveLength(10);
  }, 200_000);
});
