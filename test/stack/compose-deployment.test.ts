/** docker-compose.yml and the Dockerfile, carried out without Docker: their services, their environment, the whole flow. */
import { dealsAnswer, diagnosisRun, diagnosisRunStarted } from '@stepup/contracts';
import { findKafka, findRedis, mustSkipWithout } from '@stepup/local-servers';
import { simulateHistory } from '@stepup/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { alertRules } from '../../dashboards/src/index.ts';
import { readBoard } from '../support/boards/read-board.ts';
import { type ComposedDeployment, startComposed } from '../support/deployment/start-composed.ts';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { askOracle, askWarehouse } from '../support/engine/ask-deals.ts';
import { createOracle } from '../support/oracle/create-oracle.ts';
import { waitFor } from '../support/product/run-product.ts';

const tenant = 'default';
const history = simulateHistory(21);
const skip = mustSkipWithout('Kafka', await findKafka()) || mustSkipWithout('Redis', await findRedis());

/** Names in an expression of Prometheus that stand for metrics: ours, HTTP's, and `up`. */
function metricsOf(expression: string): string[] {
  return expression.match(/\b(?:stepup_\w+|http_server_\w+|up)\b/g) ?? [];
}

describe.skipIf(skip)('the deployment of docker-compose.yml', () => {
  let composed: ComposedDeployment;
  let token: string;
  beforeAll(async () => {
    composed = await startComposed();
    token = await tokenOfProgram();
  }, 600_000);
  afterAll(async () => composed.close(), 60_000);

  const tokenOfProgram = async (secret = composed.issuerPassword): Promise<string> => {
    const response = await fetch(`${composed.urlOf('issuer')}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`program-${tenant}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'read operate events:write people:write',
      }),
    });
    if (!response.ok) throw new Error(`no token: ${response.status}`);
    return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
  };
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${composed.urlOf('api')}${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };

  it('counts what its gateway took, as the oracle does, and diagnoses it', async () => {
    const response = await fetch(`${composed.urlOf('gateway')}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(history.events),
    });
    expect(response.status).toBe(202);
    const sentAt = new Date().toISOString();
    await waitFor(async () => {
      const { freshness } = dealsAnswer.parse(await ask('/v1/deals?limit=1'));
      return (freshness.complete_until ?? '') >= sentAt;
    });
    const accepted = acceptEvents(tenant, history.events);
    expect(await askWarehouse(composed.servers.warehouse, tenant, history.asOf)).toEqual(
      askOracle(createOracle(accepted.map(({ event }) => event)), history.asOf),
    );
    const { id } = diagnosisRunStarted.parse(await ask('/v1/diagnosis-runs', { as_of: history.asOf }));
    await waitFor(async () => {
      const { state } = diagnosisRun.parse(await ask(`/v1/diagnosis-runs/${id}`));
      if (state === 'failed') throw new Error('the run has failed');
      return state === 'done';
    });
  });

  it('serves the built console, and metrics of every service that Prometheus asks', async () => {
    const page = await fetch(`${composed.urlOf('api')}/gaps`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toMatch(/<script type="module"[^>]* src="\/assets\//);
    // Prometheus itself says which instances are up.
    const exposed = new Set(['up']);
    for (const name of ['gateway', 'ingest', 'diagnosis', 'api']) {
      const metrics = await (await fetch(`${composed.urlOf(name)}/metrics`)).text();
      for (const [, metric = '', kind] of metrics.matchAll(/^# TYPE (\w+) (\w+)$/gm)) {
        const parts = kind === 'histogram' ? ['_bucket', '_count', '_sum'] : [''];
        for (const part of parts) exposed.add(metric + part);
      }
    }
    const asked = new Set<string>();
    for (const { ask } of alertRules) {
      if (ask.kind === 'prometheus') for (const metric of metricsOf(ask.expression)) asked.add(metric);
    }
    const board = await readBoard('data-quality-and-pipeline-health.json');
    for (const { targets } of board.panels) {
      for (const { expr } of targets) for (const metric of metricsOf(expr)) asked.add(metric);
    }
    expect(asked.size).toBeGreaterThan(6);
    expect([...asked].filter((metric) => !exposed.has(metric))).toEqual([]);
  });

  it('signs a person in at the issuer for try-outs with its password alone', async () => {
    const jar = new Map<string, string>();
    let handedOver = '';
    const visit = async (address: string, form?: Record<string, string>): Promise<Response> => {
      const { origin } = new URL(address);
      const response = await fetch(address, {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
        jar.set(name, value);
      }
      const next = new URL(response.headers.get('location') ?? address, origin);
      if (next.hash !== '') handedOver = next.hash;
      return next.href === address ? response : visit(next.href);
    };
    const page = await visit(`${composed.urlOf('api')}/v1/sign-in/start`);
    const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const form = { tenant, person: 'ops-1', password: 'guessed-wrongly-' };
    const address = new URL(action, composed.urlOf('issuer')).href;
    expect((await visit(address, form)).status).toBe(403);
    expect(handedOver).toBe('');
    await visit(address, { ...form, password: composed.issuerPassword });
    const [, mine = ''] = /^#token=(.+)$/.exec(handedOver) ?? [];
    const me = await fetch(`${composed.urlOf('api')}/v1/session`, {
      headers: { authorization: `Bearer ${mine}` },
    });
    expect({ status: me.status, ...z.looseObject({}).parse(await me.json()) }).toMatchObject({
      status: 200,
      tenant,
    });
  });

  it('gives a program with another secret nothing', async () => {
    await expect(tokenOfProgram('guessed-wrongly-')).rejects.toThrow('401');
  });
});
