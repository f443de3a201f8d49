import { readGroupLag, topics } from '@stepup/event-bus';
import { inspectRedis } from '@stepup/jobs';
import { createLogger } from '@stepup/runtime';
import { openStorePool, readAppliedStoreVersion, readStoreVersion } from '@stepup/store';
import {
  openWarehouse,
  readAppliedVersion,
  readWarehouseVersion,
  toWarehouseAddress,
} from '@stepup/warehouse';
import * as z from 'zod';
import type { DoctorConfig } from '../config.ts';
import type { Finding } from './finding.ts';

const timeoutMs = 10_000;
/** More than this waits longer than a minute at what one instance of ingest stores. */
const muchLag = 500_000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keySet = z.object({ keys: z.array(z.unknown()) });

/** Looks at every server of a deployment that the environment names; says of each what is wrong and what to do. */
export async function examineDeployment(config: DoctorConfig): Promise<Finding[]> {
  const {
    STEPUP_KAFKA_BROKERS: brokers,
    STEPUP_CLICKHOUSE_URL: warehouseUrl,
    STEPUP_POSTGRES_URL: postgresUrl,
    STEPUP_REDIS_URL: redisUrl,
    STEPUP_OIDC_ISSUER: issuer,
    STEPUP_API_URL: apiUrl,
  } = config;
  const examinations = [
    brokers &&
      examine(
        'Kafka',
        'start the broker, or mend STEPUP_KAFKA_BROKERS; topics are made by kafka-topics',
        () => examineKafka(brokers),
      ),
    warehouseUrl &&
      examine(
        'ClickHouse',
        'start the server, or mend STEPUP_CLICKHOUSE_URL and its account; the database is made by the first instance of api or ingest',
        () => examineWarehouse(warehouseUrl),
      ),
    postgresUrl &&
      examine('PostgreSQL', 'start the server, or mend STEPUP_POSTGRES_URL and its account', () =>
        examineStore(postgresUrl),
      ),
    redisUrl &&
      examine('Redis', 'start the server, or mend STEPUP_REDIS_URL and its password', () =>
        examineRedis(redisUrl),
      ),
    issuer &&
      examine(
        'OpenID Connect issuer',
        'nobody can sign in: mend STEPUP_OIDC_ISSUER, or how this machine reaches it',
        () => examineIssuer(issuer),
      ),
    apiUrl &&
      examine('api', 'look into its log; its readiness names the part that it waits for', () =>
        examineService(apiUrl),
      ),
  ];
  const started = examinations.filter((examination) => typeof examination === 'object');
  return Promise.all(started);
}

type Seen = Omit<Finding, 'what'>;

async function examine(what: string, advice: string, look: () => Promise<Seen>): Promise<Finding> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    return { what, isGood: false, says: `does not answer (${reasonOf(error)}): ${advice}` };
  }
}

async function examineKafka(brokers: readonly string[]): Promise<Seen> {
  const log = createLogger({ service: 'doctor', level: 'silent' });
  const connection = { brokers, clientId: 'stepup-doctor', log };
  const partitions = await within(readGroupLag(connection, 'ingest', [topics.events]));
  const lag = partitions.reduce((sum, partition) => sum + partition.messages, 0);
  const says = `${partitions.length} partitions of ${topics.events}, ${lag} messages wait for ingest`;
  if (lag <= muchLag) return { isGood: true, says };
  return { isGood: false, says: `${says}: look into the log of ingest, then start more instances of it` };
}

async function examineWarehouse(url: string): Promise<Seen> {
  const warehouse = openWarehouse(toWarehouseAddress(url));
  try {
    // A ping is answered without a password; a question is not.
    return compareVersions(await within(readAppliedVersion(warehouse)), await readWarehouseVersion());
  } finally {
    await warehouse.close();
  }
}

async function examineStore(url: string): Promise<Seen> {
  const pool = openStorePool({
    connectionString: url,
    applicationName: 'stepup-doctor',
    onIdleError: () => undefined,
  });
  try {
    return compareVersions(await within(readAppliedStoreVersion(pool)), await readStoreVersion());
  } finally {
    await pool.end();
  }
}

/** Every service brings both stores up to its own release at its start, and none back. */
function compareVersions(applied: number, ofRelease: number): Seen {
  if (applied === ofRelease) return { isGood: true, says: `migrated to ${applied}, as this release is` };
  if (applied === 0) {
    return {
      isGood: false,
      says: 'answers, but holds no tables yet: start an instance of api, which makes them',
    };
  }
  return applied < ofRelease
    ? {
        isGood: false,
        says: `is behind: migrated to ${applied}, this release to ${ofRelease}. Start an instance of this release, which migrates it; where one runs, its log says why it did not`,
      }
    : {
        isGood: false,
        says: `is ahead: migrated to ${applied} by a newer release, this one knows ${ofRelease}. Start that release everywhere, or restore a backup of before`,
      };
}

async function examineRedis(url: string): Promise<Seen> {
  const { evictionPolicy, appendsToFile } = await inspectRedis(url, timeoutMs);
  const faults = [
    ...(evictionPolicy === 'noeviction'
      ? []
      : [`it evicts jobs when its memory is full: set maxmemory-policy noeviction, not ${evictionPolicy}`]),
    ...(appendsToFile ? [] : ['a restart loses jobs: set appendonly yes']),
  ];
  return { isGood: faults.length === 0, says: faults.length === 0 ? 'keeps jobs' : faults.join('; ') };
}

async function examineIssuer(issuer: string): Promise<Seen> {
  const described = discovery.parse(
    await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`),
  );
  if (described.issuer !== issuer) {
    return {
      isGood: false,
      says: `calls itself ${described.issuer}: set STEPUP_OIDC_ISSUER to exactly that, or every token is refused`,
    };
  }
  const { keys } = keySet.parse(await fetchJson(described.jwks_uri));
  if (keys.length === 0)
    return { isGood: false, says: `has no keys at ${described.jwks_uri}: no token can be checked` };
  return { isGood: true, says: `${keys.length} keys` };
}

async function examineService(url: string): Promise<Seen> {
  const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(timeoutMs) });
  const text = await response.text();
  if (response.ok) return { isGood: true, says: 'ready' };
  return { isGood: false, says: `not ready: ${text}. Bring back what it names; it goes on by itself` };
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.json();
}

/** Servers that are away are asked again and again by their clients; here nobody waits for that. */
async function within<Answer>(asked: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${timeoutMs / 1000} s`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
}
