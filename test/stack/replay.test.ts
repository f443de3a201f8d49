/** A topic replayed into a warehouse: whole, in part, twice, and beside what is stored already. */
import { createKafkaBus, createTopics, topics } from '@stepup/event-bus';
import { topicSpecifications } from '@stepup/infra/topics';
import { replayTopic } from '@stepup/ingest';
import { findKafka, mustSkipWithout, startKafka } from '@stepup/local-servers';
import { createLogger } from '@stepup/runtime';
import { simulateHistory } from '@stepup/simulator';
import { storeBatch } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { askOracle, askWarehouse } from '../support/engine/ask-deals.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { createOracle } from '../support/oracle/create-oracle.ts';
import { eventOf, receivedAt } from '../support/poisons/poison.ts';

const log = createLogger({ service: 'test', level: 'silent' });
const history = simulateHistory(11);
const tenant = 'replayed';
const accepted = acceptEvents(tenant, history.events);

describe.skipIf(mustSkipWithout('Kafka', await findKafka()))('a replay', () => {
  let kafka: Awaited<ReturnType<typeof startKafka>>;
  let connection: { brokers: readonly string[]; clientId: string; log: typeof log };
  let started: StartedWarehouse;

  beforeAll(async () => {
    kafka = await startKafka();
    started = await startWarehouse();
    connection = { brokers: kafka.brokers, clientId: 'test', log };
    await createTopics(connection, topicSpecifications);
    const producer = await createKafkaBus(connection).openProducer();
    await producer.publish(
      topics.events,
      accepted.map(({ event, receivedAt }) => ({
        key: JSON.stringify([tenant, event.subject]),
        value: JSON.stringify(event),
        headers: { receivedat: receivedAt },
      })),
    );
    await producer.publish(topics.events, [{ key: 'nobody', value: '{', headers: {} }]);
    await producer.close();
  });
  afterAll(async () => {
    await kafka.close();
    await started.stop();
  });

  const deals = () => askWarehouse(started.warehouse, tenant, history.asOf);
  const replay = (range = {}) => replayTopic({ connection, warehouse: started.warehouse, log }, range);

  it('of a range without messages stores nothing', async () => {
    const done = await replay({ to: { time: new Date('2020-01-01T00:00:00Z') } });
    expect(done).toEqual({ messages: 0, stored: 0, deadLetters: 0 });
    expect(await deals()).toEqual([]);
  });

  it('beside half of the events ends with the numbers of all, and so does a second one', async () => {
    await storeBatch(started.warehouse, accepted.slice(0, Math.floor(accepted.length / 2)));
    const expected = askOracle(createOracle(accepted.map(({ event }) => event)), history.asOf);
    expect(await deals()).not.toEqual(expected);
    for (const _ of ['first', 'again']) {
      expect(await replay()).toEqual({
        messages: accepted.length + 1,
        stored: accepted.length,
        deadLetters: 1,
      });
      expect(await deals()).toEqual(expected);
    }
  });

  it('holds a few large messages at a time', async () => {
    const from = { time: new Date() };
    const producer = await createKafkaBus(connection).openProducer();
    const messages = Array.from({ length: 22 }, (_, index) => ({
      key: JSON.stringify(['large', `deal/${index}`]),
      value: JSON.stringify(eventOf(`large-${index}`, { note: 'x'.repeat(900_000) })),
      headers: { receivedat: receivedAt },
    }));
    await producer.publish(topics.events, messages);
    await producer.close();
    const lots: number[] = [];
    const done = await replayTopic(
      { connection, warehouse: started.warehouse, log },
      { from },
      (progress) => void lots.push(progress.messages),
    );
    expect(done).toEqual({ messages: 22, stored: 22, deadLetters: 0 });
    // 16 MiB at a time.
    expect(lots).toEqual([19, 22]);
  });
});
