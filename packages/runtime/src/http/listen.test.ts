import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from './listen.ts';

async function start(app: RequestListener, requestTimeoutMs = 120_000) {
  const result = await listen(app, { host: '127.0.0.1', port: 0, requestTimeoutMs });
  if (result.kind !== 'listening') throw new Error(result.kind);
  return result.server;
}

async function answerOf(sent: ReturnType<typeof request>): Promise<IncomingMessage> {
  const [response]: IncomingMessage[] = await once(sent, 'response');
  if (response === undefined) throw new Error('no response');
  return response;
}

async function exchange(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  socket.write(text);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

describe('listen', () => {
  it('says when the port is taken or the host is not here', async () => {
    const server = await start((_request, response) => response.end());
    const { port } = server;
    expect(await listen(() => {}, { host: '127.0.0.1', port })).toEqual({ kind: 'port_taken', port });
    expect(await listen(() => {}, { host: '192.0.2.1', port: 0 })).toEqual({
      kind: 'host_unavailable',
      host: '192.0.2.1',
    });
    await server.close();
    const again = await listen(() => {}, { host: '127.0.0.1', port });
    expect(again.kind).toBe('listening');
    if (again.kind === 'listening') await again.server.close();
  });

  it('lets a request under way finish, cuts its keep-alive, and refuses new connections', async () => {
    const arrived = Promise.withResolvers<ServerResponse>();
    const server = await start((_request, response) => arrived.resolve(response));
    const agent = new Agent({ keepAlive: true });
    const sent = request(server.url, { agent }).end();
    const response = await arrived.promise;
    const closed = server.close({ timeoutMs: 60_000 });
    expect(server.close()).toBe(closed);
    await expect(fetch(server.url)).rejects.toThrow();
    response.end('done');
    const answer = await answerOf(sent);
    expect(answer.headers.connection).toBe('close');
    expect((await answer.toArray()).join('')).toBe('done');
    await closed;
    agent.destroy();
  });

  it('does not wait for a kept-alive connection whose answer had begun before closing', async () => {
    const arrived = Promise.withResolvers<ServerResponse>();
    const server = await start((_request, response) => {
      response.write('begun');
      arrived.resolve(response);
    });
    const agent = new Agent({ keepAlive: true });
    const sent = request(server.url, { agent }).end();
    const response = await arrived.promise;
    const answer = await answerOf(sent);
    const closed = server.close({ timeoutMs: 60_000 });
    const before = performance.now();
    response.end();
    await answer.toArray();
    await closed;
    // Keep-alive would last 5 s.
    expect(performance.now() - before).toBeLessThan(3_000);
    agent.destroy();
  });

  it('closes idle connections at once, and cuts what does not finish in time', async () => {
    const arrived = Promise.withResolvers<void>();
    const server = await start((message, response) => {
      if (message.url === '/stuck') arrived.resolve();
      else response.end();
    });
    const agent = new Agent({ keepAlive: true });
    const idle = await answerOf(request(`${server.url}/quick`, { agent }).end());
    await idle.toArray();
    const stuck = once(request(`${server.url}/stuck`).end(), 'error');
    await arrived.promise;
    await server.close({ timeoutMs: 50 });
    expect(await stuck).toMatchObject([{ code: 'ECONNRESET' }]);
    agent.destroy();
  });

  it('answers what is no HTTP, headers too large and requests too slow', async () => {
    const server = await start((_request, response) => response.end(), 200);
    expect(await exchange(server.port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400 [\s\S]*"status":400/);
    const large = `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await exchange(server.port, large)).toMatch(/^HTTP\/1.1 431 [\s\S]*"status":431/);
    expect(await exchange(server.port, 'GET / HTTP/1.1\r\nHost: x\r\n')).toMatch(/^HTTP\/1.1 408 /);
    await server.close();
  });
});
