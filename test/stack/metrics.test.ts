/** Every figure that gateway and ingest tell Prometheus moves when what it counts happens. */
import { createKafkaBus, createTopics, type EventProducer, topics } from '@stepup/event-bus';
import { type GatewayInstance, readGatewayConfig, startGateway } from '@stepup/gateway';
import { topicSpecifications } from '@stepup/infra/topics';
import { type IngestInstance, readIngestConfig, startIngest } from '@stepup/ingest';
import { findKafka, type KafkaServer, mustSkipWithout, startKafka } from '@stepup/local-servers';
import { createLogger } from '@stepup/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { startTestIssuer } from '../support/net/test-issuer.ts';
import { eventOf, receivedAt } from '../support/poisons/poison.ts';
import { waitFor } from '../support/product/run-product.ts';

const log = createLogger({ service: 'test', level: 'silent' });
const dealIds = ['d-1', 'd-2', 'd-3'];

/** A figure by its name and labels, of what `/metrics` answers; 0 where it is not told. */
async function figureOf(url: string, name: string, labels: Record<string, string> = {}): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

describe.skipIf(mustSkipWithout('Kafka', await findKafka()))('what is told to Prometheus', () => {
  let kafka: KafkaServer;
  let started: StartedWarehouse;
  let issuer: Awaited<ReturnType<typeof startTestIssuer>>;
  let gateway: GatewayInstance;
  let ingest: IngestInstance;
  let producer: EventProducer;
  const gate = Promise.withResolvers<void>();

  beforeAll(async () => {
    [kafka, started, issuer] = await Promise.all([startKafka(), startWarehouse(4), startTestIssuer()]);
    const connection = { brokers: kafka.brokers, clientId: 'test', log };
    await createTopics(connection, topicSpecifications);
    producer = await createKafkaBus(connection).openProducer();
    const common = { STEPUP_HTTP_PORT: '0', STEPUP_KAFKA_BROKERS: kafka.brokers.join(',') };
    const ofGateway = readGatewayConfig({ ...common, STEPUP_OIDC_ISSUER: issuer.url });
    const ofIngest = readIngestConfig({ ...common, STEPUP_CLICKHOUSE_URL: started.url });
    if (ofGateway.kind === 'invalid' || ofIngest.kind === 'invalid') throw new Error('invalid');
    const startedGateway = await startGateway(ofGateway.config, log);
    const startedIngest = await startIngest(ofIngest.config, log, {
      probe: (moment) => (moment === 'fetched' ? gate.promise : Promise.resolve()),
    });
    if ('kind' in startedGateway || 'kind' in startedIngest) throw new Error('refused');
    [gateway, ingest] = [startedGateway, startedIngest];
  });
  afterAll(async () => {
    await producer.close();
    await gateway.stop();
    await ingest.stop();
    await issuer.close();
    await started.stop();
    await kafka.close();
  });

  const post = async (events: readonly unknown[]): Promise<number> => {
    const response = await fetch(`${gateway.url}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await issuer.tokenOf('acme')}`,
        'content-type': 'application/cloudevents-batch+json',
      },
      body: JSON.stringify(events),
    });
    return response.status;
  };
  const ofGateway = (name: string, labels?: Record<string, string>) => figureOf(gateway.url, name, labels);
  const ofIngest = (name: string, labels?: Record<string, string>) => figureOf(ingest.url, name, labels);

  it('by the gateway: events by outcome, problems by code, and how long taking them took', async () => {
    expect(await ofGateway('stepup_gateway_events_total')).toBe(0);
    const good = dealIds.map((dealId) => eventOf(dealId));
    expect(await post([...good, eventOf('d-4', { time: 'yesterday' })])).toBe(202);
    expect(await ofGateway('stepup_gateway_events_total', { outcome: 'accepted' })).toBe(3);
    expect(await ofGateway('stepup_gateway_events_total', { outcome: 'rejected' })).toBe(1);
    expect(await ofGateway('stepup_gateway_problems_total', { code: 'time_invalid' })).toBe(1);
    expect(await ofGateway('stepup_gateway_accept_seconds_count')).toBe(1);
    expect(await ofGateway('stepup_gateway_accept_seconds_sum')).toBeGreaterThan(0);
    const posts = { method: 'POST', route: '/v1/events', status: '202' };
    expect(await ofGateway('http_server_request_duration_seconds_count', posts)).toBe(1);
  });

  it('by ingest: what waits, then what was stored, put aside and derived, and how long each took', async () => {
    const key = JSON.stringify(['acme', 'deal/d-1']);
    await producer.publish(topics.events, [{ key, value: '{', headers: { receivedat: receivedAt } }]);
    await waitFor(async () => (await ofIngest('stepup_ingest_lag_messages', { topic: topics.events })) === 4);
    const histograms = ['batch_messages', 'insert_seconds', 'queryable_delay_seconds', 'facts_delay_seconds'];
    for (const name of ['events_total', 'dead_letters_total', ...histograms.map((one) => `${one}_count`)]) {
      expect([name, await ofIngest(`stepup_ingest_${name}`)]).toEqual([name, 0]);
    }
    gate.resolve();
    await waitFor(async () => (await ofIngest('stepup_ingest_lag_messages', { topic: topics.events })) === 0);
    await waitFor(async () => (await ofIngest('stepup_ingest_facts_delay_seconds_count')) > 0);
    expect(await ofIngest('stepup_ingest_events_total')).toBe(3);
    expect(await ofIngest('stepup_ingest_dead_letters_total', { reason: 'not_json' })).toBe(1);
    expect(await ofIngest('stepup_ingest_batch_messages_sum')).toBe(4);
    for (const name of histograms) {
      expect([name, await ofIngest(`stepup_ingest_${name}_count`)]).not.toEqual([name, 0]);
      expect([name, await ofIngest(`stepup_ingest_${name}_sum`)]).not.toEqual([name, 0]);
    }
  });

  it('by the gateway: requests that the bus has not taken', async () => {
    await kafka.kill();
    expect(await post([eventOf('d-9')])).toBe(503);
    expect(await ofGateway('stepup_gateway_requests_not_taken_total', { reason: 'not_stored' })).toBe(1);
    expect(await ofGateway('stepup_gateway_events_total', { outcome: 'accepted' })).toBe(3);
    await kafka.start();
  });
});
