/**
 * `pnpm bench:api`: how fast coaching is answered while others look at numbers. A tenant with `--reps` (1,800) reps, 200 who lead them, and
 * `--months` (36) of plans and records; for `--seconds` (60) `--a-second` (200) requests over all routes that are answered from PostgreSQL,
 * a tenth of them writes, and beside them `--numbers-a-second` (10) of numbers. Everything in the embedded product on this machine, the asking in a
 * process of its own. The goal: the 99th percentile of the first at most 100 ms, no server error.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@stepup/embedded-servers';
import { createLogger } from '@stepup/runtime';
import * as z from 'zod';
import { type HttpInstance, startHttpInstance } from '../../contract/http-instance.ts';
import { simulateSmallOrganisation } from '../../support/organisation/small-organisation.ts';
import { fillRecords, pickIds } from './fill-records.ts';

const { values } = parseArgs({
  options: {
    reps: { type: 'string', default: '1800' },
    months: { type: 'string', default: '36' },
    seconds: { type: 'string', default: '60' },
    'a-second': { type: 'string', default: '200' },
    'numbers-a-second': { type: 'string', default: '10' },
  },
});
const [reps, months, seconds] = [Number(values.reps), Number(values.months), Number(values.seconds)];
const repsAManager = 10;
const managersADirector = 10;
const tenant = 'bench';
const seed = 20_261_129;
const perSecond = {
  coaching: Number(values['a-second']),
  numbers: Number(values['numbers-a-second']),
} as const;

interface Ask {
  route: string;
  method: string;
  path: string;
  token: string;
  body: string | null;
}

function* people(): Generator<{ id: string; role: string; manager: string | null }> {
  const managers = Math.ceil(reps / repsAManager);
  const directors = Math.ceil(managers / managersADirector);
  yield { id: 'board-1', role: 'board', manager: null };
  for (let n = 1; n <= directors; n += 1) yield { id: `dir-${n}`, role: 'director', manager: 'board-1' };
  for (let n = 1; n <= managers; n += 1) {
    yield { id: `mgr-${n}`, role: 'manager', manager: `dir-${Math.ceil(n / managersADirector)}` };
  }
  for (let n = 1; n <= reps; n += 1) {
    yield { id: `rep-${n}`, role: 'rep', manager: `mgr-${Math.ceil(n / repsAManager)}` };
  }
}

const identified = z.object({ id: z.string() });

async function openTemplates(product: HttpInstance): Promise<{ planId: string; recordIds: string[] }> {
  const token = await product.tokenOf(tenant, { person: 'rep-1' });
  const post = async (path: string, body: object, version?: number): Promise<string> => {
    const answer = await product.request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
    });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return identified.parse(answer.body).id;
  };
  const learner_id = 'rep-1';
  const sentences =
    'Two or three sentences of what somebody saw and thought, as they are written after a call. '.repeat(3);
  const planId = await post('/v1/plans', { rep_id: learner_id, month: '2020-01', basis: 'own_wish' });
  const transitions = `/v1/plans/${planId}/transitions`;
  await post(transitions, { kind: 'choose_skill', skill_id: 'discovery' }, 1);
  await post(transitions, { kind: 'state_reason', text: sentences, numbers: [] }, 2);
  await post(transitions, { kind: 'write_self_analysis', text: sentences }, 3);
  await post(transitions, { kind: 'add_measure', text: sentences }, 4);
  const recordIds = [
    await post('/v1/sessions', { learner_id, kind: 'tactical', plan_id: planId }),
    await post('/v1/calls', { learner_id, plan_id: planId, metric: sentences }),
    await post(`/v1/plans/${planId}/reviews`, { due_on: '2026-12-01' }),
    await post(`/v1/plans/${planId}/obstacles`, { text: sentences }),
  ];
  await post(
    `/v1/calls/${recordIds[1]}/transitions`,
    { kind: 'plan_call', step: sentences, expected: sentences },
    1,
  );
  return { planId, recordIds };
}

const kinds = {
  session: 'sessions',
  call: 'calls',
  review: 'reviews',
  obstacle: 'obstacles',
} as const;
const plurals = [
  'sessions',
  'calls',
  'barriers',
  'handovers',
  'practices',
  'recognitions',
  'trainings',
  'absences',
  'time-agreements',
  'pulses',
  'selection-evidence',
];

async function listAsks(
  product: HttpInstance,
  ownerUrl: string,
): Promise<{ coaching: Ask[]; numbers: Ask[] }> {
  const coaching: Ask[] = [];
  for (const { rep, planId, byName } of await pickIds(ownerUrl, tenant, 300)) {
    const manager = `mgr-${Math.ceil(Number(rep.slice(4)) / repsAManager)}`;
    for (const person of [rep, manager]) {
      const token = await product.tokenOf(tenant, { person });
      const read = (route: string, path: string): void =>
        void coaching.push({ route: `GET ${route}`, method: 'GET', path, token, body: null });
      read('/v1/agenda', '/v1/agenda');
      read('/v1/plans', '/v1/plans');
      read('/v1/plans/{id}', `/v1/plans/${planId}`);
      read('/v1/focuses', '/v1/focuses');
      read('/v1/reads', '/v1/reads');
      read('/v1/retention', '/v1/retention');
      read('/v1/playbooks', '/v1/playbooks');
      read('/v1/people/{id}/reminders', `/v1/people/${person}/reminders`);
      read('/v1/people/{id}/calendar', `/v1/people/${person}/calendar`);
      for (const under of ['storyboard', 'obstacles', 'reviews', 'cycles', 'invitations']) {
        read(`/v1/plans/{id}/${under}`, `/v1/plans/${planId}/${under}`);
      }
      for (const plural of plurals) read(`/v1/${plural}`, `/v1/${plural}`);
      for (const [name, plural] of Object.entries(kinds)) {
        read(`/v1/${plural}/{id}`, `/v1/${plural}/${byName[name]}`);
        read(`/v1/${plural}/{id}/history`, `/v1/${plural}/${byName[name]}/history`);
      }
      const write = (method: string, route: string, path: string, body: object): void =>
        void coaching.push({ route: `${method} ${route}`, method, path, token, body: JSON.stringify(body) });
      write('POST', '/v1/sessions', '/v1/sessions', { learner_id: rep, kind: 'tactical', plan_id: planId });
      write('POST', '/v1/plans/{id}/obstacles', `/v1/plans/${planId}/obstacles`, {
        text: 'something in the way',
      });
      write('POST', '/v1/barriers', '/v1/barriers', { what: 'time', text: 'forms' });
      write('PUT', '/v1/people/{id}/reminders', `/v1/people/${person}/reminders`, { digest: 'weekly' });
    }
  }
  const token = await product.tokenOf(tenant, { person: 'ops-1' });
  const period = 'from=2025-06-01&to=2026-03-01';
  const numbers = [
    `/v1/funnel?${period}&by=rep`,
    `/v1/indicators/win_rate?${period}&by=team`,
    `/v1/indicators/step_up_rate?${period}&by=rep`,
    `/v1/deals?limit=100`,
    `/v1/coaching-indicators?from=2026-01-01&to=2027-01-01`,
  ].map((path) => ({ route: `GET ${path.split('?')[0]}`, method: 'GET', path, token, body: null }));
  return { coaching, numbers };
}

const answers = z.array(
  z.object({ stream: z.string(), route: z.string(), status: z.number(), ms: z.number() }),
);

async function askAll(folder: string, setting: object): Promise<z.output<typeof answers>> {
  const file = join(folder, 'setting.json');
  await writeFile(file, JSON.stringify(setting), { mode: 0o600 });
  const script = fileURLToPath(new URL('ask-routes.ts', import.meta.url));
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return answers.parse(JSON.parse(Buffer.concat(chunks).toString()));
}

/** Processor time of everything that PostgreSQL runs in, of those processes that are there; 0 where the system does not tell. */
async function cpuSecondsOfStore(): Promise<number> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const ticks = await Promise.all(
    ids.map(async (id) => {
      const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const isOurs = Number(id) === server.pid() || Number(fields[1]) === server.pid();
      return isOurs ? Number(fields[11]) + Number(fields[12]) : 0;
    }),
  );
  return ticks.reduce((sum, some) => sum + some, 0) / 100;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function tell(name: string, some: z.output<typeof answers>): void {
  const sorted = some.map(({ ms }) => ms).toSorted((one, other) => one - other);
  const [p50, p95, p99, most] = [
    percentile(sorted, 0.5),
    percentile(sorted, 0.95),
    percentile(sorted, 0.99),
    sorted.at(-1) ?? 0,
  ];
  const failed = some.filter(({ status }) => status === 0 || status >= 500).length;
  const refused = some.filter(({ status }) => status >= 400 && status < 500).length;
  const figures = [p50, p95, p99, most].map((ms) => ms.toFixed(0)).join(' | ');
  console.log(`| ${name} | ${some.length} | ${figures} | ${refused} | ${failed} |`);
}

const folder = await mkdtemp(join(tmpdir(), 'stepup-bench-api-'));
await chmod(folder, 0o711);
const log = createLogger({ service: 'bench', level: 'warn' });
const server = await startEmbeddedPostgres({ directory: join(folder, 'store'), log });
const product = await startHttpInstance({
  log,
  environment: { STEPUP_POSTGRES_URL: server.connectionString },
});
try {
  const everybody = [...people()].map(({ id, role, manager }) => ({
    specversion: '1.0',
    source: 'bench',
    type: 'sales.person.changed.v1',
    id,
    time: '2020-01-01T00:00:00Z',
    data: {
      person_id: id,
      name: id,
      role,
      active: true,
      ...(manager === null ? {} : { manager_id: manager }),
    },
  }));
  const deals = [...simulateSmallOrganisation({ seed: 3, teamSizes: [8, 8, 8], gap: null })];
  const events = [...everybody, ...deals];
  for (let at = 0; at < events.length; at += 5_000) {
    const sent = await product.send(tenant, events.slice(at, at + 5_000));
    if (sent.status !== 202) throw new Error(JSON.stringify(sent.body));
  }
  const templates = await openTemplates(product);
  const fillingAt = performance.now();
  const records = await fillRecords(
    server.connectionString,
    { tenant, ...templates },
    { reps, repsAManager, months },
  );
  const filledSeconds = ((performance.now() - fillingAt) / 1_000).toFixed(0);
  const [cpu] = cpus();
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ` +
      `${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}; ${everybody.length} people, ` +
      `${reps * months} plans, ${records} records (written in ${filledSeconds} s)\n`,
  );
  const { coaching, numbers } = await listAsks(product, server.connectionString);
  const streamsOf = (name: 'coaching' | 'numbers', asks: Ask[]) => ({ name, aSecond: perSecond[name], asks });
  const setting = {
    url: product.url,
    seed,
    streams: [streamsOf('coaching', coaching), streamsOf('numbers', numbers)],
  };
  // Plans of queries, caches and the compiler get warm first.
  await askAll(folder, { ...setting, seconds: Math.min(10, seconds) });
  const usedBefore = process.cpuUsage();
  const storeBefore = await cpuSecondsOfStore();
  const answered = await askAll(folder, { ...setting, seconds });
  const used = process.cpuUsage(usedBefore);
  const storeSeconds = (await cpuSecondsOfStore()) - storeBefore;
  console.log(
    '| what | requests | p50 ms | p95 ms | p99 ms | most ms | refused (4xx) | failed |\n|---|---|---|---|---|---|---|---|',
  );
  for (const stream of ['coaching', 'numbers'])
    tell(
      `**${stream}**`,
      answered.filter((one) => one.stream === stream),
    );
  const routes = [...new Set(answered.map(({ route }) => route))].toSorted();
  for (const route of routes)
    tell(
      route,
      answered.filter((one) => one.route === route),
    );
  const share = (used.user + used.system) / 1e6 / seconds;
  console.log(
    `\nThe product's process used ${share.toFixed(2)} of a processor, PostgreSQL ${(storeSeconds / seconds).toFixed(2)}.`,
  );
} finally {
  await product.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
