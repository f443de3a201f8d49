import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventBus } from '@stepup/event-bus';
import { createLogger, type Logger, openEmbeddedIssuer } from '@stepup/runtime';
import { readStandaloneConfig, startStandalone } from '@stepup/standalone';
import type { z } from 'zod';
import { testConfig } from '../support/config.ts';

/** An answer of the product, its body parsed as JSON where it is any. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** The whole product, started in this process on a port and a data directory of its own. */
export interface HttpInstance {
  url: string;
  tokenOf(tenant: string, bearer: { person: string } | { scopes: readonly string[] }): Promise<string>;
  /** As the operator of the tenant, unless another token is given. */
  get(tenant: string, path: string, token?: string): Promise<Answer>;
  /** Sends events with the scopes that all of them need. */
  send(tenant: string, events: readonly unknown[]): Promise<Answer>;
  request(path: string, init: RequestInit): Promise<Answer>;
  /** For commands that are to find this instance. */
  commandEnvironment: Record<string, string>;
  stop(): Promise<void>;
}

interface HttpInstanceOptions {
  /** For tests that put messages onto it themselves. */
  bus?: EventBus;
  log?: Logger;
  /** One that is there already, and stays; by default a new one. */
  dataDirectory?: string;
  /** Variables beside the usual ones. */
  environment?: Readonly<Record<string, string>>;
}

export async function startHttpInstance({
  bus,
  log: givenLog,
  dataDirectory: given,
  environment = {},
}: HttpInstanceOptions = {}): Promise<HttpInstance> {
  const directory = await mkdtemp(join(tmpdir(), 'stepup-http-'));
  // PostgreSQL's own account passes through here when the tests run as root.
  await chmod(directory, 0o711);
  const dataDirectory = given ?? join(directory, 'data');
  const config = readStandaloneConfig({
    STEPUP_HTTP_PORT: '0',
    STEPUP_DATA_DIR: dataDirectory,
    STEPUP_EXAMPLE: 'off',
    ...environment,
  });
  if (config.kind !== 'ok') throw new Error(JSON.stringify(config.problems));
  const log = givenLog ?? createLogger({ service: 'test', level: bus === undefined ? 'warn' : 'silent' });
  const instance = await startStandalone(config.config, log, bus);
  if (!('stop' in instance)) throw new Error(instance.message);
  const opened = await openEmbeddedIssuer({ directory: join(dataDirectory, 'issuer') });
  if (opened.kind !== 'ready') throw new Error(opened.kind);
  const { issuer } = opened;

  const tokenOf: HttpInstance['tokenOf'] = async (tenant, bearer) => {
    const issued = await issuer.issue({ tenant, ttlSeconds: 3_600, ...bearer });
    if (issued.kind !== 'issued') throw new Error(issued.kind);
    return issued.token;
  };
  const request: HttpInstance['request'] = async (path, init) => {
    const response = await fetch(`${instance.url}${path}`, init);
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  return {
    url: instance.url,
    commandEnvironment: {
      PATH: testConfig.commandPath,
      STEPUP_DATA_DIR: dataDirectory,
      STEPUP_EXAMPLE: 'off',
    },
    tokenOf,
    request,
    get: async (tenant, path, token) =>
      request(path, {
        headers: { authorization: `Bearer ${token ?? (await tokenOf(tenant, { person: 'ops-1' }))}` },
      }),
    send: async (tenant, events) =>
      request('/v1/events', {
        method: 'POST',
        body: JSON.stringify(events),
        headers: {
          authorization: `Bearer ${await tokenOf(tenant, { scopes: ['events:write', 'people:write'] })}`,
          'content-type': 'application/cloudevents-batch+json',
        },
      }),
    stop: async () => {
      await instance.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A body as its schema reads it; throws where it is another. */
export function readBodyAs<Schema extends z.ZodType>(schema: Schema, answer: Answer): z.output<Schema> {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return schema.parse(answer.body);
}
