import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createBodyBudget } from './body-budget.ts';
import type { Route } from './handler.ts';
import { parseJsonBody } from './parse-json-body.ts';
import { sendProblem } from './problem.ts';
import { readBody } from './read-body.ts';
import type { BodyResult } from './read-body.ts';
import { serveApp } from './testing/serve-app.ts';

const tooLarge = { status: 413, code: 'payload_too_large', title: 'Payload too large' };

const maxBytes = 1_000;
const routes: Route[] = [
  {
    method: 'post',
    path: '/v1/body',
    handlers: [
      async (request, response) => {
        const body = await readBody(request, { maxBytes });
        if (body.kind === 'too_large')
          sendProblem(response, tooLarge, { detail: `limit ${body.limitBytes}` });
        else if (body.kind === 'read') response.json({ kind: body.kind, json: parseJsonBody(body.bytes) });
        else response.json(body);
      },
    ],
  },
];

describe('readBody', () => {
  const post = async (body: Uint8Array | string, headers: Record<string, string> = {}) => {
    const { url } = await serveApp({ routes });
    const response = await fetch(`${url}/v1/body`, { method: 'POST', body: Buffer.from(body), headers });
    return { status: response.status, answer: await response.json() };
  };
  const gzip = { 'content-encoding': 'gzip' };

  it('reads exactly the limit and refuses one byte more', async () => {
    const fitting = JSON.stringify('x'.repeat(maxBytes - 2));
    expect(await post(fitting)).toMatchObject({ status: 200, answer: { kind: 'read' } });
    expect(await post(`${fitting} `)).toMatchObject({ status: 413, answer: { detail: 'limit 1000' } });
  });

  it('undoes gzip', async () => {
    expect(await post(gzipSync('{"a":1}'), gzip)).toMatchObject({
      answer: { json: { kind: 'parsed', value: { a: 1 } } },
    });
  });

  it('refuses a bomb: small as sent, large as inflated', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000));
    expect(bomb.byteLength).toBeLessThan(maxBytes);
    expect((await post(bomb, gzip)).status).toBe(413);
  });

  it('tells broken and unknown encodings apart', async () => {
    expect((await post('not gzip', gzip)).answer).toEqual({ kind: 'bad_encoding' });
    expect((await post(gzipSync('{"a":1}').subarray(0, -4), gzip)).answer).toEqual({ kind: 'bad_encoding' });
    expect((await post('x', { 'content-encoding': 'br' })).answer).toEqual({
      kind: 'unsupported_encoding',
      encoding: 'br',
    });
    expect((await post('x', { 'content-encoding': 'gzip, gzip' })).answer).toMatchObject({
      kind: 'unsupported_encoding',
    });
  });

  it('takes no more bodies at a time than its budget holds, and gives the room back', async () => {
    const budget = createBodyBudget(maxBytes);
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const read: Route = {
      method: 'post',
      path: '/v1/body',
      handlers: [
        async (request, response) => {
          const body = await readBody(request, { maxBytes, budget });
          if (request.get('x-wait') !== undefined && body.kind === 'read') {
            begun.resolve();
            await gate.promise;
          }
          response.json({ kind: body.kind });
        },
      ],
    };
    const { url, server } = await serveApp({ routes: [read] });
    const send = async (sizeBytes: number, headers: Record<string, string> = {}) => {
      const response = await fetch(`${url}/v1/body`, {
        method: 'POST',
        body: Buffer.alloc(sizeBytes),
        headers,
      });
      return response.json();
    };
    const first = send(600, { 'x-wait': 'yes' });
    await begun.promise;
    expect(await send(500)).toEqual({ kind: 'busy' });
    expect(await send(400)).toEqual({ kind: 'read' });
    gate.resolve();
    expect(await first).toEqual({ kind: 'read' });
    await server.close();
    expect(budget.freeBytes).toBe(maxBytes);
  });

  it('lets the sender of a body too large, declared or chunked, hear the answer', async () => {
    const { url } = await serveApp({ routes });
    for (const isChunked of [false, true]) {
      const sender = httpRequest(`${url}/v1/body`, {
        method: 'POST',
        headers: isChunked ? {} : { 'content-length': 2_500 },
      });
      for (let sent = 0; sent < 5; sent += 1) sender.write(Buffer.alloc(500));
      sender.end();
      const response = await responseOf(sender);
      response.resume();
      expect(response.statusCode).toBe(413);
      expect(response.headers.connection).toBe('close');
      await once(response, 'end');
    }
  });

  it('reads on after a refusal, beyond what the sockets hold, so that the answer is not lost to a reset', async () => {
    const read: Route = {
      method: 'post',
      path: '/v1/body',
      handlers: [
        async (request, response) => {
          const body = await readBody(request, { maxBytes, maxDiscardedBytes: 64 * 1024 * 1024 });
          response.status(413).json({ kind: body.kind });
        },
      ],
    };
    const { url } = await serveApp({ routes: [read] });
    const sender = httpRequest(`${url}/v1/body`, { method: 'POST' });
    const answered = responseOf(sender);
    const sent = new Promise((resolve) => sender.on('finish', resolve));
    sender.end(Buffer.alloc(32 * 1024 * 1024));
    const response = await answered;
    response.resume();
    await sent;
    expect(response.statusCode).toBe(413);
    await once(response, 'end');
  });

  it('survives a sender that goes away', async () => {
    const begun = Promise.withResolvers<{ reading: Promise<BodyResult> }>();
    const read: Route = {
      method: 'post',
      path: '/v1/body',
      handlers: [(request) => begun.resolve({ reading: readBody(request, { maxBytes }) })],
    };
    const { server, lines } = await serveApp({ routes: [read] });
    const socket = connect(server.port, '127.0.0.1');
    socket.write('POST /v1/body HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    const { reading } = await begun.promise;
    socket.destroy();
    expect(await reading).toEqual({ kind: 'aborted' });
    await server.close();
    expect(lines.join('')).toContain('"status":"aborted"');
  });
});

describe('parseJsonBody', () => {
  it.each([
    ['{"a":"ü"}', { kind: 'parsed', value: { a: 'ü' } }],
    ['\uFEFF[]', { kind: 'parsed', value: [] }],
    ['{', { kind: 'not_json' }],
    ['', { kind: 'not_json' }],
  ])('%j', (text, expected) => {
    expect(parseJsonBody(Buffer.from(text))).toMatchObject(expected);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(parseJsonBody(Uint8Array.of(0x22, 0xff, 0x22))).toEqual({ kind: 'not_utf8' });
  });
});

function responseOf(sender: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sender.once('response', resolve);
    sender.once('error', reject);
  });
}
