/** An instance of the gateway is ready exactly while the broker would take events. */
import { createTopics } from '@stepup/event-bus';
import { readGatewayConfig, startGateway } from '@stepup/gateway';
import { topicSpecifications } from '@stepup/infra/topics';
import { findKafka, mustSkipWithout, startKafka } from '@stepup/local-servers';
import { createLogger } from '@stepup/runtime';
import { expect, it } from 'vitest';
import { startTestIssuer } from '../support/net/test-issuer.ts';
import { waitFor } from '../support/product/run-product.ts';

const log = createLogger({ service: 'test', level: 'silent' });

it.skipIf(mustSkipWithout('Kafka', await findKafka()))(
  'turns not ready when the broker is killed, and ready when it takes events again',
  async () => {
    const kafka = await startKafka();
    const issuer = await startTestIssuer();
    await createTopics({ brokers: kafka.brokers, clientId: 'test', log }, topicSpecifications);
    const read = readGatewayConfig({
      STEPUP_HTTP_PORT: '0',
      STEPUP_KAFKA_BROKERS: kafka.brokers.join(','),
      STEPUP_OIDC_ISSUER: issuer.url,
    });
    if (read.kind === 'invalid') throw new Error('invalid');
    const gateway = await startGateway(read.config, log);
    if ('kind' in gateway) throw new Error(gateway.message);
    const token = await issuer.tokenOf('acme');
    const readiness = async () => {
      const response = await fetch(`${gateway.url}/readyz`);
      return { status: response.status, answer: await response.json() };
    };
    const post = async () => {
      const event = { specversion: '1.0', id: '1', source: 's', type: 'sales.deal.changed.v1' };
      const response = await fetch(`${gateway.url}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' },
        body: JSON.stringify({ ...event, time: '2026-01-01T00:00:00Z', data: { deal_id: 'd' } }),
      });
      return response.status;
    };
    try {
      expect(await readiness()).toMatchObject({ status: 200, answer: { status: 'ready' } });
      await kafka.kill();
      expect(await readiness()).toMatchObject({
        status: 503,
        answer: { status: 'not_ready', checks: [{ name: 'broker', ready: false }] },
      });
      // It lives on: an orchestrator must not end it for the broker's sake.
      expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
      await kafka.start();
      await waitFor(async () => (await readiness()).status === 200);
      expect(await post()).toBe(202);
    } finally {
      await gateway.stop();
      await issuer.close();
      await kafka.close();
    }
  },
  120_000,
);
