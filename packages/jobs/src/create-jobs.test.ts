import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { Queue, createPostgresBackend } from 'bullmq';
import { z } from 'zod';
import { crashCatalogue } from './test-support/crash-catalogue.ts';
import { createJobs } from './create-jobs.ts';
import { describeJobs } from './test-support/describe-jobs.ts';
import type { JobsConnection } from './create-jobs.ts';
import type { JobCatalogue } from './job-definition.ts';

const payload = z.strictObject({ id: z.string() });
const entry = { payload, timeoutMs: 10_000, attempts: 3, backoffMs: 10 };
// A name for each test: what one leaves in its queue is no other's job.
const catalogue = {
  carry: entry,
  twice: entry,
  retry: entry,
  fail: entry,
  'give-up': entry,
  misfit: { ...entry, payload: z.strictObject({ id: z.string().min(1) }) },
  slow: { ...entry, timeoutMs: 100 },
  tick: entry,
  rest: entry,
  yearly: entry,
  count: entry,
  stop: entry,
  parallel: entry,
  waits: entry,
  big: entry,
} satisfies JobCatalogue;

/** A promise with its resolve beside it, and the values that were passed to it. */
function expectCalls<T>(count: number): { call: (value: T) => void; all: Promise<T[]> } {
  const { promise, resolve } = Promise.withResolvers<T[]>();
  const values: T[] = [];
  const call = (value: T) => {
    values.push(value);
    if (values.length === count) resolve(values);
  };
  return { call, all: promise };
}

describeJobs('jobs', (connection) => {
  const opened: { close(options?: { graceMs?: number }): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((jobs) => jobs.close({ graceMs: 0 })));
  });

  async function open() {
    const failures: string[] = [];
    const failed = expectCalls<string>(1);
    const log = {
      warn: () => undefined,
      error: (fields: object, message: string) => {
        const text = 'err' in fields && fields.err instanceof Error ? fields.err.message : message;
        failures.push(text);
        failed.call(text);
      },
    };
    const jobs = await createJobs({ catalogue, connection: connection(), log });
    opened.push(jobs);
    return { jobs, failures, firstFailure: failed.all };
  }

  it('carries a payload to a worker in another place', async () => {
    const [sender, receiver] = [await open(), await open()];
    const received = expectCalls<object>(1);
    await receiver.jobs.work('carry', async ({ payload: { id }, jobId, attempt, lastAttempt }) => {
      received.call({ id, jobId, attempt, lastAttempt });
      return { kind: 'done' };
    });
    expect(await sender.jobs.enqueue('carry', { id: 'x' }, { jobId: 'run-1' })).toEqual({
      kind: 'enqueued',
      jobId: 'run-1',
    });
    expect(await received.all).toEqual([{ id: 'x', jobId: 'run-1', attempt: 1, lastAttempt: false }]);
  });

  it('runs a job that waits once, however often it is enqueued, and again once it is done', async () => {
    const { jobs } = await open();
    const first = expectCalls<string>(1);
    const second = expectCalls<string>(2);
    expect(await jobs.enqueue('twice', { id: 'a' }, { jobId: 'same' })).toMatchObject({ kind: 'enqueued' });
    expect(await jobs.enqueue('twice', { id: 'b' }, { jobId: 'same' })).toMatchObject({
      kind: 'already_queued',
    });
    await jobs.work('twice', async ({ payload: { id } }) => {
      first.call(id);
      second.call(id);
      return { kind: 'done' };
    });
    expect(await first.all).toEqual(['a']);
    await expect
      .poll(() => jobs.enqueue('twice', { id: 'c' }, { jobId: 'same' }))
      .toMatchObject({ kind: 'enqueued' });
    expect(await second.all).toEqual(['a', 'c']);
  });

  it('tries again what threw, and knows its last try', async () => {
    const { jobs } = await open();
    const tries = expectCalls<[number, boolean]>(3);
    await jobs.work('retry', async ({ attempt, lastAttempt }) => {
      tries.call([attempt, lastAttempt]);
      if (!lastAttempt) throw new Error('not yet');
      return { kind: 'done' };
    });
    await jobs.enqueue('retry', { id: 'x' });
    expect(await tries.all).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
  });

  it('keeps a job that failed every time, and runs it anew when it is enqueued again', async () => {
    const { jobs, failures } = await open();
    let broken = true;
    const repaired = expectCalls<number>(1);
    await jobs.work('fail', async ({ attempt }) => {
      if (broken) throw new Error('broken');
      repaired.call(attempt);
      return { kind: 'done' };
    });
    await jobs.enqueue('fail', { id: 'x' }, { jobId: 'run-2' });
    await expect.poll(() => failures.length, { timeout: 10_000 }).toBe(3);
    await expect.poll(async () => (await jobs.stats()).find(({ name }) => name === 'fail')?.failed).toBe(1);
    broken = false;
    expect(await jobs.enqueue('fail', { id: 'x' }, { jobId: 'run-2' })).toMatchObject({ kind: 'enqueued' });
    expect(await repaired.all).toEqual([1]);
  });

  it('does not try again what a handler gave up', async () => {
    const { jobs, failures, firstFailure } = await open();
    let tries = 0;
    const next = expectCalls<string>(1);
    await jobs.work('give-up', async ({ payload: { id } }) => {
      if (id === 'next') {
        next.call(id);
        return { kind: 'done' };
      }
      tries += 1;
      return { kind: 'given_up', reason: 'no such run' };
    });
    await jobs.enqueue('give-up', { id: 'x' });
    expect(await firstFailure).toEqual(['no such run']);
    // Later than the back-off of a retry would be.
    await jobs.enqueue('give-up', { id: 'next' }, { delayMs: 200 });
    await next.all;
    expect([tries, failures]).toEqual([1, ['no such run']]);
  });

  it('refuses a payload that does not fit, at the sender and at the worker', async () => {
    const { jobs, firstFailure } = await open();
    await expect(jobs.enqueue('misfit', { id: '' })).rejects.toThrow(
      'expected string to have >=1 characters',
    );
    let handled = false;
    await jobs.work('misfit', async () => {
      handled = true;
      return { kind: 'done' };
    });
    await addRaw(connection(), 'misfit', { id: 'x', extra: true });
    expect((await firstFailure)[0]).toContain('payload of misfit does not fit');
    expect(handled).toBe(false);
  });

  it('ends a try at its time limit, tells the handler, and tries again', async () => {
    const { jobs, firstFailure } = await open();
    const finished = expectCalls<boolean>(1);
    let firstSignal: AbortSignal | undefined;
    await jobs.work('slow', async ({ attempt, signal }) => {
      if (attempt === 1) {
        firstSignal = signal;
        return new Promise(() => undefined);
      }
      finished.call(firstSignal?.aborted === true);
      return { kind: 'done' };
    });
    await jobs.enqueue('slow', { id: 'x' });
    expect(await firstFailure).toEqual(['slow took longer than 100 ms']);
    expect(await finished.all).toEqual([true]);
  });

  it('runs what is scheduled again and again, and the last schedule set counts', async () => {
    const [one, other] = [await open(), await open()];
    const ticks = expectCalls<string>(3);
    await one.jobs.work('tick', async ({ payload: { id } }) => {
      ticks.call(id);
      return { kind: 'done' };
    });
    await one.jobs.schedule('tick', { kind: 'every', everyMs: 3_600_000 }, { id: 'hourly' });
    for (const { jobs } of [one, other])
      await jobs.schedule('tick', { kind: 'every', everyMs: 100 }, { id: 'often' });
    expect((await ticks.all).slice(-2)).toEqual(['often', 'often']);
  });

  it('comes to rest when its schedule is taken away', async () => {
    const { jobs } = await open();
    const ticks = expectCalls<string>(2);
    await jobs.work('rest', async ({ payload: { id } }) => {
      ticks.call(id);
      return { kind: 'done' };
    });
    await jobs.schedule('rest', { kind: 'every', everyMs: 100 }, { id: 'x' });
    await ticks.all;
    await jobs.unschedule('rest');
    await expect
      .poll(async () => (await jobs.stats()).find(({ name }) => name === 'rest'), { timeout: 10_000 })
      .toEqual({ name: 'rest', waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  it('schedules by the calendar of a time zone', async () => {
    const { jobs } = await open();
    await jobs.schedule(
      'yearly',
      { kind: 'cron', pattern: '0 3 1 * *', timeZone: 'Europe/Berlin' },
      { id: 'x' },
    );
    expect((await jobs.stats()).find(({ name }) => name === 'yearly')).toMatchObject({ delayed: 1 });
    await jobs.unschedule('yearly');
  });

  it('counts what waits and what is delayed', async () => {
    const { jobs } = await open();
    await jobs.enqueue('count', { id: '1' });
    await jobs.enqueue('count', { id: '2' });
    await jobs.enqueue('count', { id: '3' }, { delayMs: 60_000 });
    expect((await jobs.stats()).find(({ name }) => name === 'count')).toEqual({
      name: 'count',
      waiting: 2,
      active: 0,
      delayed: 1,
      failed: 0,
    });
  });

  it('runs as many at once as asked for, and no more', async () => {
    const { jobs } = await open();
    const finished = expectCalls<number>(6);
    let running = 0;
    const release = expectCalls<void>(2);
    await jobs.work(
      'parallel',
      async () => {
        running += 1;
        const most = running;
        release.call();
        await release.all;
        running -= 1;
        finished.call(most);
        return { kind: 'done' };
      },
      { concurrency: 2 },
    );
    for (let id = 0; id < 6; id += 1) await jobs.enqueue('parallel', { id: String(id) });
    expect(Math.max(...(await finished.all))).toBe(2);
  });

  it('waits for running jobs when it closes', async () => {
    const { jobs } = await open();
    const [started, go] = [expectCalls<void>(1), expectCalls<void>(1)];
    let ended = false;
    await jobs.work('waits', async () => {
      started.call();
      await go.all;
      ended = true;
      return { kind: 'done' };
    });
    await jobs.enqueue('waits', { id: 'x' });
    await started.all;
    const closed = jobs.close();
    go.call();
    await closed;
    expect(ended).toBe(true);
  });

  it('tells a job that does not end to stop when it closes, and another process finishes it', async () => {
    const [first, second] = [await open(), await open()];
    const [started, finished] = [expectCalls<AbortSignal>(1), expectCalls<number>(1)];
    await first.jobs.work('stop', async ({ signal }) => {
      started.call(signal);
      return new Promise(() => undefined);
    });
    await first.jobs.enqueue('stop', { id: 'x' });
    const [signal] = await started.all;
    await first.jobs.close({ graceMs: 50 });
    expect(signal?.aborted).toBe(true);
    await second.jobs.work('stop', async ({ attempt }) => {
      finished.call(attempt);
      return { kind: 'done' };
    });
    expect(await finished.all).toEqual([2]);
  });

  it('a job survives the death of its worker', async () => {
    const child = fork(new URL('./test-support/crashing-worker.ts', import.meta.url), { stdio: 'inherit' });
    const log = { warn: () => undefined, error: () => undefined };
    const jobs = await createJobs({
      catalogue: crashCatalogue,
      connection: connection(),
      log,
      stalledAfterMs: 500,
    });
    opened.push(jobs);
    child.send(connection());
    await jobs.enqueue('survive', { id: 'x' });
    expect((await once(child, 'message'))[0]).toBe('x');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const finished = expectCalls<string>(1);
    await jobs.work('survive', async ({ payload: { id } }) => {
      finished.call(id);
      return { kind: 'done' };
    });
    expect(await finished.all).toEqual(['x']);
  });

  it('is healthy while the backend answers', async () => {
    const { jobs } = await open();
    await jobs.work('big', async () => ({ kind: 'done' }));
    await expect.poll(() => jobs.health()).toEqual({ kind: 'healthy' });
  });

  it('refuses ids that one of the backends would not take', async () => {
    const { jobs } = await open();
    for (const jobId of ['a:b', '17', '', 'ä']) {
      await expect(jobs.enqueue('big', { id: 'x' }, { jobId })).rejects.toThrow('not a job id');
    }
  });

  it('refuses a payload that is more than ids', async () => {
    const { jobs } = await open();
    await expect(jobs.enqueue('big', { id: 'x'.repeat(5000) })).rejects.toThrow();
  });
});

async function addRaw(connection: JobsConnection, name: string, raw: object): Promise<void> {
  const queue =
    connection.kind === 'postgres'
      ? new Queue(name, { connection: { ...connection } }, createPostgresBackend)
      : new Queue(name, { connection: { url: connection.url } });
  await queue.add(name, raw, { jobId: 'raw' });
  await queue.close();
}

it.each([
  { kind: 'redis', url: 'redis://127.0.0.1:1' },
  { kind: 'postgres', connectionString: 'postgresql://nobody@127.0.0.1:1/none', schema: 'jobs' },
] satisfies JobsConnection[])('says that $kind cannot be reached', async (connection) => {
  const log = { warn: () => undefined, error: () => undefined };
  await expect(createJobs({ catalogue, connection, log })).rejects.toThrow(
    `the ${connection.kind} backend of the jobs cannot be reached`,
  );
});
