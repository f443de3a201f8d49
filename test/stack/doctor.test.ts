/** `stepup doctor` on a deployment: everything well, and faults planted into each server. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGroupLag, topics } from '@stepup/event-bus';
import { findFreePort, findKafka, findRedis, mustSkipWithout } from '@stepup/local-servers';
import { createLogger } from '@stepup/runtime';
import { migrateStore, openStorePool, readStoreVersion } from '@stepup/store';
import { prepareWarehouse, readWarehouseVersion, toWarehouseAddress } from '@stepup/warehouse';
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
    await migrateStore({ connectionString: servers.postgresUrl, appPassword: 'app-password-of-a-test' });
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

  it('sees a Redis that would lose jobs, and what to set', async () => {
    const faults: [string, string, RegExp][] = [
      [
        'maxmemory-policy allkeys-lru',
        'maxmemory-policy noeviction',
        /set maxmemory-policy noeviction, not allkeys-lru$/,
      ],
      ['appendonly no', 'appendonly yes', /^a restart loses jobs: set appendonly yes$/],
    ];
    for (const [fault, mended, says] of faults) {
      await tellRedis(servers.redisUrl, `CONFIG SET ${fault}`);
      const { exitCode, wrong } = await examine(well);
      await tellRedis(servers.redisUrl, `CONFIG SET ${mended}`);
      expect(wrong).toEqual([{ what: 'Redis', isGood: false, says: expect.stringMatching(says) }]);
      expect(exitCode).toBe(70);
    }
    await tellRedis(servers.redisUrl, 'CONFIG SET requirepass the-right-word');
    const refused = await examine(well);
    const right = servers.redisUrl.replace('redis://', 'redis://:the-right-word@');
    const admitted = await examine({ ...well, STEPUP_REDIS_URL: right });
    await tellRedis(servers.redisUrl, 'AUTH the-right-word\r\nCONFIG SET requirepass ""');
    expect(refused.wrong).toEqual([
      {
        what: 'Redis',
        isGood: false,
        says: expect.stringMatching(/NOAUTH.+mend STEPUP_REDIS_URL and its password/),
      },
    ]);
    expect(admitted.wrong).toEqual([]);
  });

  it('says of each store whether it is behind this release or ahead of it', async () => {
    const pool = openStorePool({
      connectionString: servers.postgresUrl,
      applicationName: 'test',
      onIdleError: () => undefined,
    });
    closers.push(() => pool.end());
    const [ofStore, ofWarehouse] = [await readStoreVersion(), await readWarehouseVersion()];
    const run = (sql: string) => servers.warehouse.run({ name: 'test', sql, parameters: z.object({}) }, {});
    expect((await examine(well)).findings).toEqual(
      expect.arrayContaining([
        { what: 'PostgreSQL', isGood: true, says: `migrated to ${ofStore}, as this release is` },
        { what: 'ClickHouse', isGood: true, says: `migrated to ${ofWarehouse}, as this release is` },
      ]),
    );
    const newer = (number: number) => `(number, name, checksum) values (${number}, 'later.sql', 'x')`;
    await pool.query(`insert into stepup.schema_migrations ${newer(ofStore + 1)}`);
    await run(
      `INSERT INTO stepup.schema_migrations (number, file, checksum) VALUES (${ofWarehouse + 1}, 'later.sql', 'x')`,
    );
    const ahead = await examine(well);
    expect(ahead.wrong.map(({ what }) => what).toSorted()).toEqual(['ClickHouse', 'PostgreSQL']);
    for (const { says } of ahead.wrong) expect(says).toMatch(/^is ahead: migrated to \d+ by a newer release/);
    await pool.query('delete from stepup.schema_migrations where number >= $1', [ofStore]);
    await run(`DELETE FROM stepup.schema_migrations WHERE number >= ${ofWarehouse}`);
    const behind = await examine(well);
    const said = new Map(behind.wrong.map(({ what, says }) => [what, says]));
    expect([...said.keys()].toSorted()).toEqual(['ClickHouse', 'PostgreSQL']);
    expect(said.get('PostgreSQL')).toContain(
      `is behind: migrated to ${ofStore - 1}, this release to ${ofStore}.`,
    );
    expect(said.get('ClickHouse')).toContain(
      `is behind: migrated to ${ofWarehouse - 1}, this release to ${ofWarehouse}.`,
    );
    expect(behind.exitCode).toBe(70);
  });
});

/** One command a line, as a person would type them. */
async function tellRedis(url: string, commands: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.end(`${commands}\r\nQUIT\r\n`);
  let answer = '';
  for await (const piece of socket) answer += String(piece);
  if (!answer.includes('+OK') || answer.includes('-ERR')) throw new Error(`${commands}: ${answer}`);
}
