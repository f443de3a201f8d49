import { appProblems } from '@stepup/contracts';
import { createJobs, jobCatalogue, openJobQueues } from '@stepup/jobs';
import { findRedis, mustSkipWithout, startRedis } from '@stepup/local-servers';
import { createHttpApp, createLogger, createMetricsRegistry, listenOrRefuse } from '@stepup/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueueBoard } from './queue-board.ts';

const log = createLogger({ service: 'diagnosis', level: 'silent' });
const password = 'a password of the deployment';
const path = '/queues';

describe.skipIf(mustSkipWithout('Redis', await findRedis()))('the board of the queues', () => {
  const closers: (() => Promise<unknown>)[] = [];
  let url: string;
  beforeAll(async () => {
    const redis = await startRedis();
    closers.push(() => redis.close());
    const jobs = await createJobs({
      catalogue: jobCatalogue,
      connection: { kind: 'redis', url: redis.url },
      log,
    });
    closers.push(() => jobs.close());
    await jobs.enqueue('start-tenant-look', { tenant: 'acme' });
    const opened = openJobQueues(jobCatalogue, { url: redis.url, log });
    closers.push(() => opened.close());
    const app = createHttpApp({
      log,
      registry: createMetricsRegistry('diagnosis'),
      routes: [],
      checks: [],
      problems: appProblems,
      mounts: createQueueBoard(opened.queues, { path, password }).map((handler) => ({ path, handler })),
    });
    const server = await listenOrRefuse(app, { host: '127.0.0.1', port: 0 });
    if ('kind' in server) throw new Error(server.message);
    closers.push(() => server.close());
    url = server.url;
  });
  afterAll(async () => {
    for (const close of closers.toReversed()) await close();
  });

  const ask = (address: string, given: string | null, method = 'GET'): Promise<Response> =>
    fetch(`${url}${path}${address}`, {
      method,
      headers: given === null ? {} : { authorization: `Basic ${btoa(`operator:${given}`)}` },
    });

  it('opens to nobody without the password', async () => {
    for (const given of [null, '', 'wrong', `${password} `, password.slice(0, -1)]) {
      for (const address of ['', '/', '/api/queues', '/static/css/index.css'])
        expect((await ask(address, given)).status, `${given} at ${address}`).toBe(401);
    }
  });

  it('shows every queue and its jobs', async () => {
    expect((await ask('/', password)).headers.get('content-type')).toContain('text/html');
    const answer: unknown = await (await ask('/api/queues', password)).json();
    expect(answer).toMatchObject({
      queues: expect.arrayContaining([
        expect.objectContaining({
          name: 'start-tenant-look',
          readOnlyMode: true,
          counts: expect.objectContaining({ waiting: 1 }),
        }),
      ]),
    });
  });

  it('changes nothing', async () => {
    const answer = await ask('/api/queues/start-tenant-look/clean/waiting', password, 'PUT');
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(await (await ask('/api/queues', password)).json())).toContain('"waiting":1');
  });
});
