import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EventSpool } from './event-spool.ts';
import { sendSpooled } from './send-spooled.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function sendOneTo(answer: RequestListener) {
  const directory = await mkdtemp(join(tmpdir(), 'stepup-send-'));
  cleanups.push(() => rm(directory, { recursive: true }));
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server listens on TCP');
  const path = join(directory, 'events.json');
  const spool = await EventSpool.create(path);
  spool.add({ id: 'a' });
  const batches = await spool.finish();
  await spool.close();
  return sendSpooled(path, batches, { url: `http://127.0.0.1:${address.port}`, token: 't' }, () => undefined);
}

describe('sendSpooled', () => {
  it('sends a batch again when a busy server says so', async () => {
    const statuses = [503, 503, 202];
    const outcome = await sendOneTo((_request, response) => {
      const status = statuses.shift() ?? 500;
      response.writeHead(status, { 'retry-after': '0' }).end('{"accepted":1,"rejected":[]}');
    });
    expect(outcome).toEqual({ kind: 'sent', accepted: 1, duplicates: 0, rejected: [] });
    expect(statuses).toEqual([]);
  });

  it('gives up on a server that stays busy, with what it said', async () => {
    let attempts = 0;
    const outcome = await sendOneTo((_request, response) => {
      attempts += 1;
      response.writeHead(503, { 'retry-after': '0' }).end('busy');
    });
    expect(outcome).toEqual({ kind: 'failed', sentEvents: 0, message: '503: busy' });
    expect(attempts).toBe(10);
  });

  it('says at once that the disk of the server is full, however soon it may be asked again', async () => {
    let attempts = 0;
    const outcome = await sendOneTo((_request, response) => {
      attempts += 1;
      const type = 'about:blank';
      const told = { type, title: 'Disk full', status: 503, code: 'disk_full', detail: 'No room on /data.' };
      response.writeHead(503, { 'retry-after': '0' }).end(JSON.stringify(told));
    });
    expect(outcome).toEqual({ kind: 'failed', sentEvents: 0, message: 'No room on /data. (503 disk_full)' });
    expect(attempts).toBe(1);
  });

  it('sends nothing again that was refused', async () => {
    let attempts = 0;
    const outcome = await sendOneTo((_request, response) => {
      attempts += 1;
      response.writeHead(403).end('forbidden');
    });
    expect(outcome).toEqual({ kind: 'failed', sentEvents: 0, message: '403: forbidden' });
    expect(attempts).toBe(1);
  });
});
