/** `stepup doctor` on a deployment: everything well, and faults planted into each server. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGroupLag, topics } from '@stepup/event-bus';
import { findFreePort, findKafka, findRedis, mustSkipWithout } from '@stepup/local-servers';
import { createLogger } from '@stepup/runtime';
import { prepareWarehouse, toWarehouseAddress } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type DeploymentServers, startServers } from '../support/deployment/start-deployment.ts';
import { startTestIssuer, type TestIssuer } from '../support/net/test-issuer.ts';
import { openCommandLine } from '../support/product/command-line.ts';
import { waitFor } from '../support/product/run-product.ts';

const skip = mustSkipWithout('Kafka', await findKafka()) || mustSkipWithout('Redis', await findRedis());
const answer = z.object({
  findings: z.array(z.object({ what: z.string(), isGood: z.boolean(), says: z.string() })),
});

describe.skipIf(skip)('stepup doctor on a deployment', () => {
  const closers: (() => Promise<unknown>)[] = [];
  let servers: DeploymentServers;
  let issuer: TestIssuer;
  let directory: string;
  let well: Record<string, string>;
  let unreadyApi: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'stepup-doctor-'));
    closers.push(() => rm(directory, { recursive: true, force: true }));
    servers = await startServers(closers);
    // What the first instances of the services do: tables are made, and the broker has chosen who keeps the offsets of ingest.
    await prepareWarehouse(toWarehouseAddress(servers.warehouseUrl));
    const log = createLogger({ service: 'test', level: 'silent' });
    const connection = { brokers: servers.brokers, clientId: 'test', log };
    await waitFor(async () => (await readGroupLag(connection, 'ingest', [topics.events])).length > 0);
    issuer = await startTestIssuer();
    closers.push(() => issuer.close());
    const api = createServer((_request, response) => {
      response.statusCode = 503;
      response.end('{"warehouse":"unreachable"}');
    }).listen(0, '127.0.0.1');
    await once(api, 'listening');
    const address = api.address();
    unreadyApi = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    closers.push(async () => api.close());
    well = {
      STEPUP_KAFKA_BROKERS: servers.brokers.join(','),
      STEPUP_REDIS_URL: servers.redisUrl,
      STEPUP_POSTGRES_URL: servers.postgresUrl,
      STEPUP_CLICKHOUSE_URL: servers.warehouseUrl,
      STEPUP_OIDC_ISSUER: issuer.url,
    };
  }, 600_000);
  afterAll(async () => {
    for (const close of closers.toReversed()) await close();
  }, 60_000);

  const examine = async (environment: Record<string, string>) => {
    const outcome = await openCommandLine(directory).outcomeOf(['doctor', '--json'], environment);
    const { findings } = answer.parse(JSON.parse(outcome.out));
    return { exitCode: outcome.exitCode, wrong: findings.filter(({ isGood }) => !isGood), findings };
  };

  it('finds nothing wrong where nothing is, and looks at every server that is named', async () => {
    const { exitCode, wrong, findings } = await examine(well);
    expect(wrong).toEqual([]);
    expect(exitCode).toBe(0);
    expect(findings.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['Kafka', 'ClickHouse', 'PostgreSQL', 'Redis', 'OpenID Connect issuer']),
    );
  });

  it('names each server that is away, and what to do', async () => {
    const gone = `127.0.0.1:${await findFreePort()}`;
    const faults: [string, Record<string, string>][] = [
      ['Kafka', { STEPUP_KAFKA_BROKERS: gone }],
      ['Redis', { STEPUP_REDIS_URL: `redis://${gone}` }],
      ['PostgreSQL', { STEPUP_POSTGRES_URL: `postgres://a:secret-word@${gone}/b` }],
      ['ClickHouse', { STEPUP_CLICKHOUSE_URL: `http://a:secret-word@${gone}/stepup` }],
      ['OpenID Connect issuer', { STEPUP_OIDC_ISSUER: `http://${gone}` }],
      ['api', { STEPUP_API_URL: `http://${gone}` }],
    ];
    for (const [what, fault] of faults) {
      const { exitCode, wrong } = await examine({ ...well, ...fault });
      expect(wrong.map((finding) => finding.what)).toEqual([what]);
      expect(wrong[0]?.says).toMatch(/^does not answer \(.+\): .{20,}/);
      expect(wrong[0]?.says).not.toContain('secret-word');
      expect(exitCode).toBe(70);
    }
  });

  it('sees wrong passwords, another issuer than is named, and an api that is not ready', async () => {
    const wrongPassword = servers.warehouseUrl.replace(/:[^:@]+@/, ':wrong-word@');
    const named = issuer.url.replace('127.0.0.1', 'localhost');
    const { wrong } = await examine({
      ...well,
      STEPUP_CLICKHOUSE_URL: wrongPassword,
      STEPUP_OIDC_ISSUER: named,
      STEPUP_API_URL: unreadyApi,
    });
    expect(wrong.map(({ what }) => what).toSorted()).toEqual(['ClickHouse', 'OpenID Connect issuer', 'api']);
    expect(wrong.find(({ what }) => what === 'api')?.says).toContain('"warehouse":"unreachable"');
    expect(wrong.find(({ what }) => what.startsWith('Open'))?.says).toContain(`calls itself ${issuer.url}`);
  });
});
