/** Everything that can be wrong with a message, on a real broker with real processes: nothing stops, nothing is lost, each has its reason. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DeadLetterReplayAnswer,
  deadLetterReplayAnswer,
  deadLettersAnswer,
  keptDeadLetter,
} from '@stepup/contracts';
import { topics } from '@stepup/event-bus';
import { findKafka, findRedis, mustSkipWithout } from '@stepup/local-servers';
import kafkajs from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Deployment, startDeployment } from '../support/deployment/start-deployment.ts';
import { odditiesOf } from '../support/poisons/oddities-of.ts';
import { eventOf, receivedAt } from '../support/poisons/poison.ts';
import { poisonsOf } from '../support/poisons/poisons-of.ts';
import { openCommandLine } from '../support/product/command-line.ts';
import { waitFor } from '../support/product/run-product.ts';
import { newerType } from './newer-type.ts';

const tenant = 'poisoned';
const otherTenant = 'neighbour';
const skip = mustSkipWithout('Kafka', await findKafka()) || mustSkipWithout('Redis', await findRedis());
const poisons = poisonsOf(tenant, otherTenant);
/** Good events that come with each poison: more of one batch in dead letters stop ingest, rightly. */
const companions = 5;

const storedDeals = {
  name: 'stored_deals',
  sql: `SELECT entity_id AS deal, uniqExact(source, id) AS events FROM raw_events
    WHERE tenant = {tenant:String} AND entity_kind = 'deal' GROUP BY deal`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ deal: z.string(), events: z.number() }),
};
const factsOfActivities = {
  name: 'facts_of_activities',
  sql: `SELECT activity_id FROM activity_facts FINAL WHERE tenant = {tenant:String}`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ activity_id: z.string() }),
};

describe.skipIf(skip)('what cannot be stored', () => {
  let directory: string;
  let deployment: Deployment;
  let producer: kafkajs.Producer;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'stepup-console-'));
    await writeFile(join(directory, 'index.html'), '');
    const olderRelease = new URL('./older-release.ts', import.meta.url);
    const ingestEnvironment = { NODE_OPTIONS: `--import=${olderRelease.href}` };
    deployment = await startDeployment({ consoleDirectory: directory, ingestEnvironment });
    producer = new kafkajs.Kafka({
      brokers: [...deployment.brokers],
      logLevel: kafkajs.logLevel.NOTHING,
    }).producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await producer.connect();
  }, 600_000);
  afterAll(async () => {
    await producer.disconnect();
    await deployment.close();
    await rm(directory, { recursive: true, force: true });
  }, 60_000);

  const tokenOf = (whose: string) => deployment.tokenOf(whose, 'read operate operate:installation');
  const ask = async (whose: string, path: string, body?: unknown): Promise<unknown> => {
    const headers = { authorization: `Bearer ${await tokenOf(whose)}`, 'content-type': 'application/json' };
    const url = `${deployment.apis[0].url}${path}`;
    const response = await fetch(
      url,
      body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
    );
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const lettersOf = async (whose: string) =>
    deadLettersAnswer.parse(await ask(whose, '/v1/dead-letters?limit=1000')).items;
  const replay = async (whose: string, body: object): Promise<DeadLetterReplayAnswer> =>
    deadLetterReplayAnswer.parse(await ask(whose, '/v1/dead-letters/replays', body));
  const dealsOf = async (whose: string) =>
    new Map(
      (await deployment.warehouse.read(storedDeals, { tenant: whose })).map(({ deal, events }) => [
        deal,
        events,
      ]),
    );

  it('because its schema is from the future waits until it is understood, then is stored once', async () => {
    const planned = (id: string) => ({
      key: JSON.stringify(['early', `activity/${id}`]),
      value: JSON.stringify(
        eventOf('x', {
          id: `planned-${id}`,
          type: newerType,
          data: { activity_id: id, kind: 'call', rep_id: 'rep-1', starts_at: '2026-02-01T09:00:00Z' },
        }),
      ),
      headers: { receivedat: receivedAt },
      partition: 0,
    });
    await producer.send({ topic: topics.events, messages: [planned('a-1')] });
    await waitFor(async () => (await lettersOf('early')).length === 1);
    const [letter] = await lettersOf('early');
    expect(letter).toMatchObject({ reason: 'type_from_future', event_type: newerType, expires_at: null });
    const ids = [letter?.id];
    // Sent again before anybody understands it, it waits again.
    await replay('early', { ids });
    await waitFor(async () => (await lettersOf('early')).some(({ attempts }) => attempts === 2));

    await deployment.replaceIngest();
    expect(await replay('early', { ids })).toMatchObject({ sent: 1, refused: [] });
    const known = async () => deployment.warehouse.read(factsOfActivities, { tenant: 'early' });
    await waitFor(async () => (await known()).length === 1);
    await replay('early', { ids });
    await replay('early', { ids: [...ids, ...ids] });
    // Nothing was derived twice, and what comes now is stored all the same.
    await producer.send({ topic: topics.events, messages: [planned('a-2')] });
    await waitFor(async () => (await known()).length === 2);
    expect((await known()).map(({ activity_id }) => activity_id).toSorted()).toEqual(['a-1', 'a-2']);
    const [replayed] = await lettersOf('early');
    expect(replayed).toMatchObject({ id: letter?.id, state: 'replayed' });
  }, 300_000);

  it(`is put aside with its reason and its place, ${poisons.length} kinds of it, and holds up nothing`, async () => {
    const restartsBefore = deployment.services.map((service) => service.process.restarts());
    const oddities = odditiesOf();
    const expectedDeals = new Set(oddities.keys());
    const placeOf = new Map<string, string>();
    const good = (value: string) => ({
      key: JSON.stringify([tenant, 'deal/good']),
      value,
      // No header says whose an event is; the key does.
      headers: { receivedat: receivedAt, tenant: otherTenant },
    });
    for (const [index, { name, key, value, headers }] of poisons.entries()) {
      const partition = index % 12;
      const dealIds = Array.from({ length: companions }, (_, number) => `good-${index}-${number}`);
      for (const dealId of dealIds) expectedDeals.add(dealId);
      const [sent] = await producer.send({
        topic: topics.events,
        messages: [
          { key, value, headers, partition },
          ...dealIds.map((dealId) => ({ ...good(JSON.stringify(eventOf(dealId))), partition })),
        ],
      });
      placeOf.set(`${partition}/${sent?.baseOffset}`, name);
    }
    for (const text of oddities.values()) {
      await producer.send({ topic: topics.events, messages: [good(text)] });
    }

    await waitFor(async () => (await dealsOf(tenant)).size >= expectedDeals.size);
    await waitFor(async () => (await lettersOf(tenant)).length >= poisons.length);
    const deals = await dealsOf(tenant);
    expect([...deals.keys()].toSorted()).toEqual([...expectedDeals].toSorted());
    expect([...deals.values()].every((events) => events === 1)).toBe(true);
    expect(await dealsOf(otherTenant)).toEqual(new Map());

    const letters = await lettersOf(tenant);
    const found = letters.map(({ partition, offset, reason, tenant: whose, topic }) => ({
      name: placeOf.get(`${partition}/${offset}`),
      reason,
      whose,
      topic,
    }));
    const byName = (left: { name: string | undefined }, right: { name: string | undefined }): number =>
      (left.name ?? '') < (right.name ?? '') ? -1 : 1;
    expect(found.toSorted(byName)).toEqual(
      poisons
        .map(({ name, reason, tenant: whose }) => ({ name, reason, whose, topic: topics.events }))
        .toSorted(byName),
    );
    const silent = letters.filter((letter) => {
      const poison = poisons.find(({ name }) => name === placeOf.get(`${letter.partition}/${letter.offset}`));
      return !JSON.stringify([letter.detail, letter.problems]).includes(poison?.says ?? 'nothing');
    });
    expect(silent.map(({ detail, problems }) => ({ detail, problems }))).toEqual([]);
    expect(deployment.services.map((service) => service.process.restarts())).toEqual(restartsBefore);

    const listed = await openCommandLine(directory).outcomeOf(
      ['dead-letters', 'list', '--limit', '1000', '--json', '--tenant', tenant],
      { STEPUP_API_URL: deployment.apis[1].url, STEPUP_TOKEN: await tokenOf(tenant) },
    );
    expect(listed).toMatchObject({ exitCode: 0, err: '' });
    const { items } = z
      .object({ items: z.array(z.looseObject({ id: z.string() })) })
      .parse(JSON.parse(listed.out));
    expect(items.map(({ id }) => id).toSorted()).toEqual(letters.map(({ id }) => id).toSorted());
  }, 300_000);

  it('is kept as it was as far as it can be sent again, and what cannot says so', async () => {
    const letters = await lettersOf(tenant);
    const wrong: string[] = [];
    for (const head of letters.filter(({ value_is_whole }) => value_is_whole)) {
      const letter = keptDeadLetter.parse(await ask(tenant, `/v1/dead-letters/${head.id}`));
      const kept = Buffer.from(letter.value, 'base64');
      const isThere = poisons.some(({ value }) => kept.equals(Buffer.from(value ?? '')));
      if (!isThere || letter.value_bytes !== kept.byteLength) wrong.push(letter.detail);
    }
    expect(wrong).toEqual([]);
    const cut = letters.filter(({ value_is_whole }) => !value_is_whole).map(({ id }) => id);
    expect(cut.length).toBeGreaterThanOrEqual(2);
    const { sent, refused } = await replay(tenant, { ids: cut });
    expect({ sent, why: new Set(refused.map(({ why }) => why)) }).toEqual({
      sent: 0,
      why: new Set(['value_cut']),
    });
  });
});
