import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { dealsAnswer, eventsAccepted } from '@stepup/contracts';
import { openEmbeddedIssuer } from '@stepup/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testConfig } from '../support/config.ts';

/** How a server of the product notes its process. */
const pidRecord = z.object({ child: z.object({ pid: z.int().min(1) }) });
const cli = fileURLToPath(new URL('../../services/standalone/src/cli/stepup.ts', import.meta.url));

let directory: string;
let dataDirectory: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stepup-lifecycle-'));
  await chmod(directory, 0o711);
  dataDirectory = join(directory, 'data');
});
afterEach(async () => {
  const running = children
    .splice(0)
    .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(running.map(ended));
  await rm(directory, { recursive: true, force: true });
});

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('close', resolve));
}

function run(args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [cli, ...args], {
    env: {
      PATH: testConfig.commandPath,
      STEPUP_DATA_DIR: dataDirectory,
      STEPUP_EXAMPLE: 'off',
      STEPUP_HTTP_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

/** What a command that ends by itself said and ended with. */
async function outcomeOf(args: readonly string[], environment: Record<string, string> = {}) {
  const child = run(args, environment);
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => (texts.out += String(chunk)));
  child.stderr?.on('data', (chunk) => (texts.err += String(chunk)));
  return { exitCode: await ended(child), ...texts };
}

/** A started product; resolves with its address when it says that it is ready. */
async function start(): Promise<{ child: ChildProcess; url: string }> {
  const child = run(['start']);
  let errors = '';
  child.stderr?.on('data', (chunk) => (errors += String(chunk)));
  if (child.stdout === null) throw new Error('no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /is ready .*(http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`ended before it was ready: ${errors}`);
}

async function bearer(request: { person: string } | { scopes: readonly string[] }): Promise<string> {
  const opened = await openEmbeddedIssuer({ directory: join(dataDirectory, 'issuer') });
  if (opened.kind !== 'ready') throw new Error(opened.kind);
  const issued = await opened.issuer.issue({ tenant: 'default', ttlSeconds: 600, ...request });
  if (issued.kind !== 'issued') throw new Error(issued.kind);
  return `Bearer ${issued.token}`;
}

function eventsFrom(first: number, count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => ({
    specversion: '1.0',
    id: `e${first + index}`,
    source: 'lifecycle',
    type: 'sales.deal.changed.v1',
    time: '2026-01-01T00:00:00Z',
    data: { deal_id: `d${first + index}`, owner_id: 'r1' },
  }));
}

/** Sends batches one after the other until the product is gone; gives the ids of all deals that were acknowledged. */
async function sendUntilGone(url: string, onAcknowledged: (batches: number) => void): Promise<Set<string>> {
  const authorization = await bearer({ scopes: ['events:write'] });
  const acknowledged = new Set<string>();
  for (let batch = 0; ; batch += 1) {
    const events = eventsFrom(batch * 20, 20);
    try {
      const response = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(events),
      });
      const body: unknown = await response.json();
      if (response.status !== 202) return acknowledged;
      expect(eventsAccepted.parse(body).accepted).toBe(20);
    } catch {
      return acknowledged;
    }
    for (let index = 0; index < 20; index += 1) acknowledged.add(`d${batch * 20 + index}`);
    onAcknowledged(batch + 1);
  }
}

async function readAllDeals(url: string): Promise<Set<string>> {
  const authorization = await bearer({ person: 'ops-1' });
  const ids = new Set<string>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = cursor === '' ? '' : `&cursor=${cursor}`;
    const response = await fetch(`${url}/v1/deals?limit=1000${query}`, { headers: { authorization } });
    const page = dealsAnswer.parse(await response.json());
    for (const { deal_id } of page.items) ids.add(deal_id);
    cursor = page.next_cursor;
  }
  return ids;
}

describe('stepup start', () => {
  it.each([
    ['SIGKILL', null],
    ['SIGTERM', 0],
  ] as const)('loses nothing acknowledged when %s ends it under load', async (signal, exitCode) => {
    const { child, url } = await start();
    const acknowledged = await sendUntilGone(url, (batches) => {
      // While the next batch is on its way.
      if (batches === 5) setImmediate(() => child.kill(signal));
    });
    expect(await ended(child)).toBe(exitCode);
    expect(acknowledged.size).toBeGreaterThanOrEqual(100);
    const next = await start();
    const stored = await readAllDeals(next.url);
    expect([...acknowledged].filter((deal) => !stored.has(deal))).toEqual([]);
  });

  it('goes on when the engine is killed under load: what was not acknowledged is taken when sent again', async () => {
    const { url } = await start();
    const authorization = await bearer({ scopes: ['events:write'] });
    const send = async (batch: number) => {
      const response = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(eventsFrom(batch * 20, 20)),
      });
      await response.arrayBuffer();
      return response.status;
    };
    expect(await send(0)).toBe(202);
    const record = pidRecord.parse(
      JSON.parse(await readFile(join(dataDirectory, 'clickhouse', 'front.pid'), 'utf8')),
    );
    const statuses = await Promise.all(
      [1, 2, 3, 4].map((batch) => {
        if (batch === 4) process.kill(record.child.pid, 'SIGKILL');
        return send(batch);
      }),
    );
    expect(statuses.every((status) => status === 202 || status === 503)).toBe(true);
    for (const batch of [1, 2, 3, 4]) while ((await send(batch)) !== 202);
    expect((await readAllDeals(url)).size).toBe(100);
  });

  it('says who runs on the data directory already, and a command finds it there', async () => {
    const { child, url } = await start();
    const second = await outcomeOf(['start']);
    expect(second.exitCode).toBe(2);
    expect(second.err).toContain(`Process ${child.pid} already runs on ${dataDirectory} at ${url}`);
    const token = await outcomeOf(['token', '--as', 'ops-1', '--tenant', 'default']);
    expect([token.exitCode, token.out.trim().split('\n')]).toEqual([
      0,
      [expect.stringMatching(/^eyJ[\w.-]+$/)],
    ]);
    const answer = await fetch(`${url}/v1/indicators`, {
      headers: { authorization: `Bearer ${token.out.trim()}` },
    });
    expect(answer.status).toBe(200);
    const doctor = await outcomeOf(['doctor']);
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
    const { exitCode, err } = await outcomeOf(['start'], { STEPUP_HTTP_PORT: String(address.port) });
    other.close();
    expect([exitCode, err]).toEqual([2, expect.stringContaining(`Port ${address.port} is in use`)]);
  });

  it('refuses a directory with other files', async () => {
    dataDirectory = directory;
    await writeFile(join(directory, 'thesis.txt'), '');
    const { exitCode, err } = await outcomeOf(['start']);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('holds other files')]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a host that others reach without an issuer', { STEPUP_HOST: '0.0.0.0' }, 'STEPUP_OIDC_ISSUER'],
    ['a variable nobody knows', { STEPUP_HTTP_PROT: '1' }, 'did you mean STEPUP_HTTP_PORT?'],
    ['a port that is none', { STEPUP_HTTP_PORT: 'http' }, 'STEPUP_HTTP_PORT must be a port number'],
  ])('refuses %s', async (_name, environment, says) => {
    const { exitCode, err } = await outcomeOf(['start', '--check-config'], environment);
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
    const { exitCode, out, err } = await outcomeOf(args);
    expect([exitCode, out, err]).toEqual([2, '', expect.stringContaining(says)]);
  });
});
