/** Every service as a process of its own on real servers: what goes in by HTTP comes out of every instance alike. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bindingIndicatorIds,
  deadLettersAnswer,
  dealsAnswer,
  diagnosisRun,
  diagnosisRunStarted,
  rebuild,
} from '@stepup/contracts';
import { topics } from '@stepup/event-bus';
import { findKafka, findRedis, mustSkipWithout } from '@stepup/local-servers';
import { simulateHistory } from '@stepup/simulator';
import { claimRebuild, enqueueRebuild, prepareStore, withTenant } from '@stepup/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  type Deployment,
  type RunningService,
  startDeployment,
} from '../support/deployment/start-deployment.ts';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { askOracle, askWarehouse } from '../support/engine/ask-deals.ts';
import { createOracle } from '../support/oracle/create-oracle.ts';
import { openCommandLine } from '../support/product/command-line.ts';
import { waitFor } from '../support/product/run-product.ts';

const tenant = 'deployed';
const history = simulateHistory(21);
const eventsARequest = 40;
const skip = mustSkipWithout('Kafka', await findKafka()) || mustSkipWithout('Redis', await findRedis());

describe.skipIf(skip)('a deployment', () => {
  let directory: string;
  let deployment: Deployment;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'stepup-console-'));
    await writeFile(join(directory, 'index.html'), '<title>the console</title>');
    deployment = await startDeployment({ consoleDirectory: directory });
  }, 600_000);
  afterAll(async () => {
    await deployment.close();
    await rm(directory, { recursive: true, force: true });
  }, 60_000);

  const ask = async (service: RunningService, path: string, body?: unknown): Promise<unknown> => {
    const token = await deployment.tokenOf(tenant, 'read operate');
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${service.url}${path}`, {
      headers,
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  /** Every binding number as an instance tells it, without how fresh it is. */
  const numbersOf = async (service: RunningService): Promise<unknown[]> => {
    const day = `as_of=${encodeURIComponent(history.asOf)}`;
    const whole = `from=2000-01-01&to=2100-01-01&${day}`;
    const paths = [
      `/v1/deals?${day}&limit=1000`,
      `/v1/activities?${day}&limit=1000`,
      ...bindingIndicatorIds.map((id) => `/v1/indicators/${id}?${whole}&by=rep&pipeline=p-1`),
    ];
    const numbers: unknown[] = [];
    for (const path of paths) {
      const answer = z.looseObject({ freshness: z.unknown() }).parse(await ask(service, path));
      numbers.push({ path, ...answer, freshness: null });
    }
    return numbers;
  };
  /** Waits until an instance says that everything acknowledged by now is counted. */
  const waitUntilFresh = async (service: RunningService): Promise<void> => {
    const now = new Date().toISOString();
    await waitFor(async () => {
      const { freshness } = dealsAnswer.parse(await ask(service, '/v1/deals?limit=1'));
      return (freshness.complete_until ?? '') >= now;
    });
  };

  it('counts what it acknowledged, the same in every instance and as the oracle does', async () => {
    const token = await deployment.tokenOf(tenant);
    for (let first = 0; first < history.events.length; first += eventsARequest) {
      const response = await fetch(`${deployment.gateway.url}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(history.events.slice(first, first + eventsARequest)),
      });
      expect(response.status).toBe(202);
    }
    const [one, other] = deployment.apis;
    await Promise.all([waitUntilFresh(one), waitUntilFresh(other)]);
    const accepted = acceptEvents(tenant, history.events);
    const expected = askOracle(createOracle(accepted.map(({ event }) => event)), history.asOf);
    expect(await askWarehouse(deployment.warehouse, tenant, history.asOf)).toEqual(expected);
    const numbers = await numbersOf(one);
    expect(await numbersOf(other)).toEqual(numbers);
    expect(JSON.stringify(numbers)).toContain('"deal_id"');
  });

  it('answers as before while an instance of the api is killed in the midst, and from that one again', async () => {
    const [one, other] = deployment.apis;
    const before = await numbersOf(other);
    const underWay = numbersOf(one).catch(() => 'broken off');
    const beside = [numbersOf(other), numbersOf(other)];
    one.process.kill();
    expect(await underWay).toBe('broken off');
    for (const numbers of await Promise.all(beside)) expect(numbers).toEqual(before);
    await waitFor(async () => (await fetch(`${one.url}/readyz`)).ok);
    expect(one.process.restarts()).toBe(1);
    expect(await numbersOf(one)).toEqual(before);
  });

  it('computes in the diagnosis what one instance was asked for and another one reads', async () => {
    const [one, other] = deployment.apis;
    const { id } = diagnosisRunStarted.parse(await ask(one, '/v1/diagnosis-runs', { as_of: history.asOf }));
    await waitFor(async () => {
      const { state } = diagnosisRun.parse(await ask(other, `/v1/diagnosis-runs/${id}`));
      if (state === 'failed') throw new Error('the run has failed');
      return state === 'done';
    });
    expect(await ask(one, `/v1/diagnosis-runs/${id}/cells`)).toEqual(
      await ask(other, `/v1/diagnosis-runs/${id}/cells`),
    );
  });

  it('lists, shows and sends dead letters again over Kafka, by the command and in every instance', async () => {
    const producer = await deployment.bus.openProducer();
    const key = JSON.stringify([tenant, 'deal/broken']);
    await producer.publish(topics.events, [{ key, value: '{"broken', headers: {} }]);
    await producer.close();
    const [one, other] = deployment.apis;
    const waiting = async (service: RunningService, attempts: number) => {
      const { items } = deadLettersAnswer.parse(await ask(service, '/v1/dead-letters?state=waiting'));
      return items.filter((letter) => letter.attempts === attempts);
    };
    await waitFor(async () => (await waiting(one, 1)).length === 1);
    const [letter] = await waiting(other, 1);
    const command = openCommandLine(directory);
    const stepup = async (...args: string[]) =>
      command.outcomeOf(args, {
        STEPUP_API_URL: other.url,
        STEPUP_TOKEN: await deployment.tokenOf(tenant, 'read operate'),
      });
    const listed = await stepup('dead-letters', 'list');
    expect(listed).toMatchObject({ exitCode: 0 });
    expect(listed.out).toContain('not_json');
    expect((await stepup('dead-letters', 'show', letter?.id ?? '')).out).toContain('{"broken');
    await stepup('dead-letters', 'replay', letter?.id ?? '');
    // It is no better than before: the same letter waits again, with one try more.
    await waitFor(async () => (await waiting(one, 2)).some(({ id }) => id === letter?.id));
    expect(await command.outcomeOf(['dead-letters', 'list'], { STEPUP_API_URL: one.url })).toMatchObject({
      exitCode: 2,
    });
  });

  it('rebuilds through any instance, and goes on with what a process left that is gone', async () => {
    const [one, other] = deployment.apis;
    const before = await numbersOf(one);
    const command = openCommandLine(directory);
    const rebuilt = await command.outcomeOf(['rebuild', '--json'], {
      STEPUP_API_URL: one.url,
      STEPUP_TOKEN: await deployment.tokenOf(tenant, 'operate'),
    });
    expect(rebuild.parse(JSON.parse(rebuilt.out))).toMatchObject({ state: 'done', progress: 1 });
    const { id: first } = rebuild.parse(JSON.parse(rebuilt.out));
    expect(await ask(other, `/v1/rebuilds/${first}`)).toMatchObject({ id: first, state: 'done' });

    const store = await prepareStore({
      ownerString: deployment.postgresUrl,
      applicationName: 'test',
      onIdleError: () => undefined,
    });
    if (store.kind === 'unsuitable') throw new Error(store.message);
    const id = randomUUID();
    const at = '2026-01-01T00:00:00.000000Z';
    await withTenant(store.pool, tenant, async (tx) => {
      await enqueueRebuild(tx, { id, at });
      await claimRebuild(tx, { id, at, leaseSeconds: 1 });
    });
    await store.pool.end();
    expect(await ask(other, `/v1/rebuilds/${id}`)).toMatchObject({ state: 'running' });
    expect(await ask(other, '/v1/rebuilds', {})).toMatchObject({ id });
    await waitFor(async () => rebuild.parse(await ask(one, `/v1/rebuilds/${id}`)).state === 'done');
    expect(await numbersOf(other)).toEqual(before);
  });

  it('serves the console beside the answers', async () => {
    for (const { url } of deployment.apis) {
      const page = await fetch(`${url}/gaps`, { headers: { accept: 'text/html' } });
      expect(await page.text()).toContain('the console');
      expect((await fetch(`${url}/openapi.json`)).headers.get('content-type')).toContain('json');
    }
  });
});
