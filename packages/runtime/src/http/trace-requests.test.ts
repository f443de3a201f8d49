import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logging/create-logger.ts';
import { startTracing } from '../telemetry/start-tracing.ts';
import { errorStatus, receiveSpans, spanKinds } from '../telemetry/testing/receive-spans.ts';
import type { SpanReceiver } from '../telemetry/testing/receive-spans.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import type { Route } from './handler.ts';
import { requestLogOf } from './request-context.ts';
import { serveApp } from './testing/serve-app.ts';

const routes: Route[] = [
  {
    method: 'get',
    path: '/v1/deals/:id',
    handlers: [
      async (request, response) => {
        await Promise.resolve();
        requestLogOf(request).info('handled');
        response.json({});
      },
    ],
  },
  { method: 'get', path: '/v1/busy', handlers: [(_request, response) => void response.status(503).end()] },
  { method: 'get', path: '/v1/broken', handlers: [() => Promise.reject(new Error('Jane Doe has no deals'))] },
  {
    method: 'get',
    path: '/v1/half',
    handlers: [
      async (_request, response) => {
        response.write('half');
        throw new Error('too late');
      },
    ],
  },
];

let receiver: SpanReceiver;
let tracing: Tracing;
beforeEach(async () => {
  receiver = await receiveSpans();
  const log = createLogger({ service: 'test', level: 'silent' });
  tracing = await startTracing({ service: 'test', endpoint: receiver.endpoint, log });
});
afterEach(() => tracing.stop());

/** The spans of requests, which end when their connections are done with them. */
async function spansOf(request: (url: string) => Promise<unknown>) {
  const { url, lines, server } = await serveApp({ routes });
  await request(url);
  await server.close();
  await tracing.stop();
  return { spans: receiver.spans, lines };
}

const traceId = 'a'.repeat(32);
const spanId = 'b'.repeat(16);

describe('spans of requests', () => {
  it('bear method and route pattern, continue the trace of the caller, and are found from the log', async () => {
    const { spans, lines } = await spansOf((url) =>
      fetch(`${url}/v1/deals/jane?name=doe`, { headers: { traceparent: `00-${traceId}-${spanId}-01` } }),
    );
    expect(spans).toMatchObject([
      {
        name: 'GET /v1/deals/:id',
        kind: spanKinds.server,
        traceId,
        parentSpanId: spanId,
        status: { code: 0 },
      },
    ]);
    expect(spans[0]?.attributes).toEqual({
      'http.request.method': 'GET',
      'http.route': '/v1/deals/:id',
      'http.response.status_code': 200,
    });
    for (const text of ['jane', 'doe']) expect(receiver.bodies.join()).not.toContain(text);
    for (const message of ['handled', 'answered']) {
      const line = lines.find((each) => each.includes(`"msg":"${message}"`));
      expect(JSON.parse(line ?? '')).toMatchObject({ traceId, spanId: spans[0]?.spanId });
    }
  });

  it.each([
    ['/v1/busy', 'GET /v1/busy', '503'],
    ['/v1/broken', 'GET /v1/broken', '500'],
    ['/v1/half', 'GET /v1/half', 'aborted'],
  ])('are errors when the request is not served: %s', async (path, name, type) => {
    const { spans } = await spansOf((url) =>
      fetch(`${url}${path}`)
        .then((response) => response.text())
        .catch(() => null),
    );
    expect(spans).toMatchObject([
      { name, status: { code: errorStatus }, attributes: { 'error.type': type } },
    ]);
    expect(receiver.bodies.join()).not.toContain('Jane');
  });

  it('have no address where no route answers, and are no errors when the request is at fault', async () => {
    const { spans } = await spansOf((url) =>
      fetch(`${url}/jane-doe`, { headers: { traceparent: 'malformed' } }),
    );
    expect(spans).toMatchObject([{ name: 'GET', status: { code: 0 } }]);
    expect(spans[0]?.attributes).toEqual({ 'http.request.method': 'GET', 'http.response.status_code': 404 });
  });

  it('are not opened for probes and metrics', async () => {
    const { spans } = await spansOf((url) =>
      Promise.all(['/healthz', '/readyz', '/metrics'].map((path) => fetch(`${url}${path}`))),
    );
    expect(spans).toEqual([]);
  });
});
