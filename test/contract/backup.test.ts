/** A backup restored elsewhere answers every question alike; one that is not whole changes nothing. */
import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateHistory } from '@stepup/simulator';
import { derivedTables, keptTables } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startWarehouse } from '../support/engine/start-warehouse.ts';
import { type CommandLine, openCommandLine } from '../support/product/command-line.ts';
import { type HttpInstance, startHttpInstance } from './http-instance.ts';

const asOf = 'as_of=2026-06-01T00:00:00Z';
const period = 'from=2020-01-01&to=2026-06-01';

let scratch: string;
let product: HttpInstance;
let commands: CommandLine;
let backup: string;

const pipelines = z.object({ items: z.array(z.object({ pipeline_id: z.string() })).min(1) });

/** Every kind of answer that rests on one store or the other, with its address. */
async function answersOf(instance: HttpInstance, tenant: string, person: string): Promise<unknown[]> {
  const token = await instance.tokenOf(tenant, { person });
  const read = async (address: string) => {
    const { status, body } = await instance.get(tenant, address, token);
    expect({ address, status, body }).toMatchObject({ status: 200 });
    return { address, body: withoutMoment(body) };
  };
  const known = await read('/v1/pipelines');
  const [first] = pipelines.parse(known.body).items;
  const steps = `${period}&${asOf}&pipeline=${encodeURIComponent(first?.pipeline_id ?? '')}`;
  const indicators = ['entered', 'time_in_step', 'win_rate', 'won_revenue', 'contacts_per_deal'];
  const addresses = [
    `/v1/funnel?${steps}&by=rep`,
    ...indicators.map((id) => `/v1/indicators/${id}?${steps}&by=month`),
    `/v1/deals?${asOf}&limit=1000`,
    '/v1/activities?limit=1000',
    '/v1/people',
    ...(person === 'mia' ? ['/v1/plans'] : []),
  ];
  return [known, ...(await Promise.all(addresses.map(read)))];
}

/** When an answer was given, and how fresh it was, belong to the instance that gave it. */
function withoutMoment(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const { freshness: _, as_of: __, ...rest } = Object.fromEntries(Object.entries(body));
  return rest;
}

async function restoreInto(name: string, file: string) {
  const directory = join(scratch, name);
  return { directory, told: await openCommandLine(directory).outcomeOf(['restore', file]) };
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'stepup-backup-'));
  // PostgreSQL's own account passes through here when the tests run as root.
  await chmod(scratch, 0o711);
  product = await startHttpInstance();
  commands = openCommandLine(product.commandEnvironment['STEPUP_DATA_DIR'] ?? '');
  for (const [index, tenant] of ['acme', 'other'].entries()) {
    const sent = await product.send(tenant, [...simulateHistory(index + 1).events, ...people]);
    // Histories repeat some identities with another body, which the gateway refuses.
    expect(sent).toMatchObject({ status: 202 });
  }
  const opened = await product.request('/v1/plans', {
    method: 'POST',
    body: JSON.stringify({ rep_id: 'rita', month: '2026-05', basis: 'own_wish' }),
    headers: {
      authorization: `Bearer ${await product.tokenOf('acme', { person: 'mia' })}`,
      'content-type': 'application/json',
      'idempotency-key': 'one',
    },
  });
  expect(opened).toMatchObject({ status: 201 });
  backup = join(scratch, 'whole.gz');
  expect(await commands.outcomeOf(['backup', backup])).toMatchObject({ exitCode: 0 });
});

afterAll(async () => {
  await product.stop();
  await rm(scratch, { recursive: true, force: true });
});

const people = [
  { person_id: 'mia', name: 'Mia', role: 'manager', active: true },
  { person_id: 'rita', name: 'Rita', role: 'rep', active: true, manager_id: 'mia' },
].map((data) => ({
  specversion: '1.0',
  id: `person-${data.person_id}`,
  source: 'backup',
  type: 'sales.person.changed.v1',
  time: '2020-01-01T00:00:00Z',
  data,
}));

describe('a restored backup', () => {
  it('answers alike, for every tenant, and takes events as before', { timeout: 300_000 }, async () => {
    const { directory, told } = await restoreInto('restored', backup);
    expect(told, told.err).toMatchObject({ exitCode: 0 });
    const restored = await startHttpInstance({ dataDirectory: directory });
    try {
      for (const [tenant, person] of [
        ['acme', 'ops-1'],
        ['acme', 'mia'],
        ['other', 'ops-1'],
      ] as const) {
        const answers = await answersOf(product, tenant, person);
        expect(await answersOf(restored, tenant, person)).toEqual(answers);
        expect(JSON.stringify(answers).length).toBeGreaterThan(2_000);
      }
      const again = await restored.send('acme', people);
      expect(again).toMatchObject({ status: 202, body: { duplicates: people.length } });
    } finally {
      await restored.stop();
    }
  });

  it('is not loaded over data that are there', async () => {
    const told = await openCommandLine(join(scratch, 'restored')).outcomeOf(['restore', backup]);
    expect(told.exitCode).toBe(2);
    expect(told.err).toContain('The warehouse holds data already');
    const running = await commands.outcomeOf(['restore', backup]);
    expect(running).toMatchObject({ exitCode: 2 });
    expect(running.err).toContain('Something runs on');
  });
});

describe('a backup that is not whole', () => {
  const seed = 20_261_128;

  it.each(['cut off', 'one byte changed', 'no backup at all', 'another text in gzip'])(
    'is refused before anything is written: %s',
    async (fault) => {
      const bytes = await readFile(backup);
      const place = createHash('sha256').update(`${seed} ${fault}`).digest().readUInt32BE() % bytes.length;
      const file = join(scratch, 'faulty.gz');
      await writeFile(file, bytes);
      if (fault === 'cut off') await truncate(file, Math.max(place, 100));
      else if (fault === 'one byte changed') {
        bytes[Math.max(place, 20)] = (bytes[Math.max(place, 20)] ?? 0) ^ 0xff;
        await writeFile(file, bytes);
      } else if (fault === 'no backup at all') await writeFile(file, 'hello\n');
      else await writeFile(file, (await import('node:zlib')).gzipSync('{"format":"other"}\n'));
      const { directory, told } = await restoreInto('refused', file);
      expect({ fault, seed, place, exitCode: told.exitCode, err: told.err }).toMatchObject({ exitCode: 3 });
      expect(told.err).toMatch(/damaged|cut off|no backup|ends/);
      await expect(readdir(directory)).rejects.toMatchObject({ code: 'ENOENT' });
    },
  );

  it('keeps the product from starting on a directory where a restore broke off', async () => {
    const directory = join(scratch, 'broken-off');
    const command = openCommandLine(directory);
    const told = await command.interruptAt('opening the stores', ['restore', backup]);
    expect(told.exitCode).not.toBe(0);
    const started = await command.outcomeOf(['start']);
    expect(started).toMatchObject({ exitCode: 2 });
    expect(started.err).toContain('broke off');
  });

  it('is made by nobody but who runs the installation', async () => {
    for (const scopes of [['read', 'operate'], ['events:write']]) {
      const token = await product.tokenOf('acme', { scopes });
      expect((await product.get('acme', '/v1/backup', token)).status).toBe(403);
    }
    expect((await product.request('/v1/backup', {})).status).toBe(401);
  });
});

it('every table of the warehouse is either in a backup or made anew from what is', async () => {
  const started = await startWarehouse();
  try {
    const tables = await started.warehouse.read(
      {
        name: 'tables',
        sql: `SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
          AND NOT startsWith(name, 'schema_migration_lease_') ORDER BY name`,
        parameters: z.object({}),
        row: z.object({ name: z.string() }),
      },
      {},
    );
    const listed = [...keptTables.map(({ table }) => table), ...derivedTables];
    expect(tables.map(({ name }) => name)).toEqual(listed.toSorted());
  } finally {
    await started.stop();
  }
});
