import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach } from 'vitest';
import { z } from 'zod';

const attribute = z.object({
  key: z.string(),
  value: z
    .object({
      stringValue: z.string(),
      intValue: z.number(),
      boolValue: z.boolean(),
      doubleValue: z.number(),
    })
    .partial()
    .transform((value) => value.stringValue ?? value.intValue ?? value.boolValue ?? value.doubleValue),
});
const attributes = z
  .array(attribute)
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, value])));
const span = z.object({
  traceId: z.string().regex(/^[\da-f]{32}$/),
  spanId: z.string().regex(/^[\da-f]{16}$/),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  attributes,
  events: z.array(z.object({ name: z.string(), attributes })).default([]),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
  status: z.object({ code: z.number().default(0), message: z.string().optional() }),
});
const exportRequest = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});

/** A span as it went over the wire, with the attributes of its resource. */
export type ExportedSpan = z.output<typeof span> & { resource: Record<string, unknown> };

/** By the numbers of the protocol. */
export const spanKinds = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
export const errorStatus = 2;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

export interface SpanReceiver {
  endpoint: string;
  /** What arrived until now, also as text. */
  spans: ExportedSpan[];
  bodies: string[];
}

/** A receiver of OTLP/HTTP in JSON, closed after the test. `answer` decides on the status, or never answers with null. */
export async function receiveSpans(answer: () => number | null = () => 200): Promise<SpanReceiver> {
  const spans: ExportedSpan[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      if (request.url !== '/v1/traces') throw new Error(`nothing is exported to ${request.url}`);
      bodies.push(body);
      const status = answer();
      if (status === null) return;
      if (status === 200) {
        for (const { resource, scopeSpans } of exportRequest.parse(JSON.parse(body)).resourceSpans) {
          for (const each of scopeSpans.flatMap((scope) => scope.spans)) {
            spans.push({ ...each, resource: resource.attributes });
          }
        }
      }
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    })();
  });
  servers.push(server);
  const address = await new Promise<ReturnType<Server['address']>>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server.address()));
  });
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return { endpoint: `http://127.0.0.1:${address.port}`, spans, bodies };
}
