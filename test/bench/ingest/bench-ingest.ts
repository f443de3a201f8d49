/**
 * `pnpm bench:ingest`: events from Kafka into the warehouse, beside two references measured in the same call: the engine
 * inserting the same rows from a file, and a bare loop of kafkajs, JSON.parse and insert. `--events N` (1,000,000). `--engine FOLDER`: an
 * engine that stays, with what it holds; each run in the same one needs a `--tenant` of its own. `--part ingest` leaves out the references,
 * the steady rate and the gateway.
 */
import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BusMessage, createKafkaBus, createTopics, topics } from '@stepup/event-bus';
import { topicSpecifications } from '@stepup/infra/topics';
import { findFreePort } from '@stepup/local-servers';
import { createLogger } from '@stepup/runtime';
import * as z from 'zod';
import { testConfig } from '../../support/config.ts';
import { startTestIssuer } from '../../support/net/test-issuer.ts';
import { waitFor } from '../../support/product/run-product.ts';
import { measureBareLoop } from './bare-loop.ts';
import { measureEngine } from './engine-reference.ts';
import { measureGateway } from './gateway-load.ts';
import { mixedEvents } from './mixed-events.ts';
import { startBenchServers } from './start-bench-servers.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    engine: { type: 'string' },
    tenant: { type: 'string', default: 'bench' },
    part: { type: 'string', default: 'all' },
  },
});
const count = Number(values.events);
const { tenant } = values;
const isWhole = z.enum(['all', 'ingest']).parse(values.part) === 'all';
const steadyRate = 5_000;
const steadySeconds = 30;
const perSend = 2_000;

const [cpu] = cpus();
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ` +
    `${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}, ${count} events\n`,
);
console.log('| figure | value | to reach |\n|---|---|---|');
const tell = (what: string, value: string, goal = ''): void =>
  console.log(`| ${what} | ${value} | ${goal} |`);
const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en')} events/s`;

const servers = await startBenchServers(values.engine);
const { brokers, engine, warehouse } = servers;
const connection = { brokers, clientId: 'bench', log: createLogger({ service: 'bench', level: 'silent' }) };
await createTopics(connection, topicSpecifications);
const producer = await createKafkaBus(connection).openProducer();
const send = async (messages: Iterable<BusMessage>): Promise<void> => {
  let lot: BusMessage[] = [];
  for (const message of messages) {
    lot.push(message);
    if (lot.length < perSend) continue;
    await producer.publish(topics.events, lot);
    lot = [];
  }
  await producer.publish(topics.events, lot);
};

const receivedAt = new Date().toISOString().replace('Z', '000Z');
await send(mixedEvents(tenant, count, receivedAt));
let bareRate: number | null = null;
if (isWhole) {
  const engineRate = await measureEngine(engine, mixedEvents('reference', count, receivedAt), count);
  tell('(a) the engine inserts the same rows from a file', perSecond(engineRate));
  bareRate = await measureBareLoop({ ...engine, brokers, topic: topics.events }, count);
  tell('(b) bare loop: kafkajs, JSON.parse, insert', perSecond(bareRate));
}

const port = await findFreePort();
const main = (service: string): string =>
  fileURLToPath(new URL(`../../../services/${service}/src/main.ts`, import.meta.url));
const common = {
  PATH: testConfig.commandPath,
  STEPUP_KAFKA_BROKERS: brokers.join(','),
  STEPUP_LOG_LEVEL: 'error',
};
// As the README of ingest advises.
const sparing = { NODE_OPTIONS: '--max-semi-space-size=4', MALLOC_ARENA_MAX: '2' };
const storedRows = {
  name: 'stored',
  sql: 'SELECT uniqExact(source, id) AS count FROM raw_events WHERE tenant = {tenant:String}',
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ count: z.number() }),
};
const rawRows = {
  name: 'rows',
  sql: `SELECT sum(rows) AS count FROM system.parts WHERE active AND database = currentDatabase() AND table = 'raw_events'`,
  parameters: z.object({}),
  row: z.object({ count: z.number() }),
};
const countRows = async (): Promise<number> => (await warehouse.read(rawRows, {}))[0]?.count ?? 0;

const rowsBefore = await countRows();
tell('events stored before', rowsBefore.toLocaleString('en'));
const ingest = fork(main('ingest'), {
  env: { ...common, ...sparing, STEPUP_CLICKHOUSE_URL: servers.warehouseUrl, STEPUP_HTTP_PORT: String(port) },
});
const rows = async (): Promise<number> => (await countRows()) - rowsBefore;
const readMetrics = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
await waitFor(async () => (await rows()) > 0);
const beganAtMs = performance.now();
const beganAt = await rows();
const tenths: { readonly rate: number; readonly insertMs: number; readonly mebibytes: number }[] = [];
let last = { atMs: beganAtMs, rows: beganAt, inserts: readInserts(await readMetrics()) };
for (let tenth = 1; tenth <= 10; tenth += 1) {
  await waitFor(async () => (await rows()) >= (count * tenth) / 10);
  const now = { atMs: performance.now(), rows: await rows(), inserts: readInserts(await readMetrics()) };
  tenths.push({
    rate: ((now.rows - last.rows) / (now.atMs - last.atMs)) * 1_000,
    // One insert may reach into several tenths.
    insertMs:
      ((now.inserts.seconds - last.inserts.seconds) / Math.max(1, now.inserts.count - last.inserts.count)) *
      1_000,
    mebibytes: await residentMebibytes(ingest.pid),
  });
  last = now;
}
const ingestRate = ((last.rows - beganAt) / (last.atMs - beganAtMs)) * 1_000;
const [stored] = await warehouse.read(storedRows, { tenant });
if (stored?.count !== count) throw new Error(`${stored?.count} of ${count} events are stored`);
tell('ingest: raw events stored', perSecond(ingestRate), '≥ 30,000 events/s');
if (bareRate !== null) tell('… of (b)', `${Math.round((ingestRate / bareRate) * 100)} %`, '≥ 60 %');
const byTenth = (of: (tenth: (typeof tenths)[number]) => number): string =>
  tenths.map((tenth) => Math.round(of(tenth)).toLocaleString('en')).join(', ');
tell(
  '… by tenth of the events, events/s',
  byTenth(({ rate }) => rate),
);
tell(
  '… one insert, mean ms',
  byTenth(({ insertMs }) => insertMs),
);
tell(
  '… resident memory, MiB',
  byTenth(({ mebibytes }) => mebibytes),
  'flat',
);
await untilDerived();
tell('… and all facts derived after', `${((performance.now() - beganAtMs) / 1000).toFixed(0)} s`);
tell('… resident memory, highest', `${await residentMebibytes(ingest.pid, 'VmHWM')} MiB`, '≤ 400 MB');

if (isWhole) await tellSteadyRate();
ingest.kill('SIGTERM');
await new Promise((resolve) => ingest.once('exit', resolve));
if (isWhole) await tellGateway();
await producer.close();
await servers.close();

/** However long it takes, as long as it gets on. */
async function untilDerived(): Promise<void> {
  let fewest = await servers.batchesToDerive();
  while (fewest > 0) {
    const before = fewest;
    await waitFor(async () => (await servers.batchesToDerive()) < before);
    fewest = await servers.batchesToDerive();
    process.stderr.write(`${fewest} batches to derive\n`);
  }
}

async function tellSteadyRate(): Promise<void> {
  const before = await readMetrics();
  const steady = mixedEvents('steady', steadyRate * steadySeconds, receivedAt);
  for (let second = 0; second < steadySeconds; second += 1) {
    const startedAtMs = performance.now();
    const now = new Date().toISOString().replace('Z', '000Z');
    const lot = Array.from({ length: steadyRate }, () => steady.next().value).flatMap((message) =>
      message === undefined ? [] : [{ ...message, headers: { receivedat: now } }],
    );
    await send(lot);
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, 1_000 - (performance.now() - startedAtMs))),
    );
  }
  await untilDerived();
  const after = await readMetrics();
  const steadily = `at ${steadyRate.toLocaleString('en')} events/s`;
  const queryable = quantile('stepup_ingest_queryable_delay_seconds', before, after);
  tell(`${steadily}: from receipt to queryable, p99 of batches`, `≤ ${queryable} s`, '≤ 2 s');
  const derived = quantile('stepup_ingest_facts_delay_seconds', before, after);
  tell(`${steadily}: from queryable to facts, p99 of batches`, `≤ ${derived} s`, '≤ 5 s');
}

async function tellGateway(): Promise<void> {
  const issuer = await startTestIssuer();
  const gatewayPort = await findFreePort();
  const gateway = fork(main('gateway'), {
    env: { ...common, STEPUP_HTTP_PORT: String(gatewayPort), STEPUP_OIDC_ISSUER: issuer.url },
  });
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  await waitFor(async () => (await fetch(`${gatewayUrl}/readyz`)).ok);
  const gatewayRate = await measureGateway(gatewayUrl, await issuer.tokenOf('edge'));
  tell('gateway, batches of 100', perSecond(gatewayRate), '≥ 50,000 events/s');
  gateway.kill('SIGTERM');
  await new Promise((resolve) => gateway.once('exit', resolve));
  await issuer.close();
}

async function residentMebibytes(pid: number | undefined, line = 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${line}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
}

function readInserts(metrics: string): { seconds: number; count: number } {
  const of = (what: string): number =>
    [
      ...metrics.matchAll(new RegExp(`^stepup_ingest_insert_seconds_${what}(?:{[^}]*})? (\\S+)$`, 'gm')),
    ].reduce((sum, [, value]) => sum + Number(value), 0);
  return { seconds: of('sum'), count: of('count') };
}

/** The bound of the bucket below which 99 % of what was observed between two readings lies. */
function quantile(name: string, earlier: string, later: string): string {
  const read = (text: string): Map<string, number> =>
    new Map(
      [...text.matchAll(new RegExp(`${name}_bucket\\{le="([^"]+)"[^}]*\\} (\\d+)`, 'g'))].map(
        ([, bound, total]) => [bound ?? '', Number(total)],
      ),
    );
  const [first, last] = [read(earlier), read(later)];
  const counts = [...last].map(([bound, total]) => ({ bound, count: total - (first.get(bound) ?? 0) }));
  const all = counts.at(-1)?.count ?? 0;
  if (all === 0) throw new Error(`nothing was observed of ${name}`);
  return counts.find((bucket) => bucket.count >= all * 0.99)?.bound ?? 'more';
}
