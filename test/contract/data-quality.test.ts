/** Every check of the data finds the records that were sent wrong and no others; views, exports and the annex over HTTP. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  annexAnswer,
  dataQualityAnswer,
  dataQualityCheckIds,
  dataQualityRecordsAnswer,
  exportViews,
} from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpInstance, readBodyAs, startHttpInstance } from './http-instance.ts';

const tenant = 'quality';
let sent = 0;
const event = (type: string, time: string, data: object, source = 'crm') => {
  sent += 1;
  return { specversion: '1.0', id: `e${sent}`, source, type, time, data };
};
const deal = (dealId: string, more: object = {}, time = '2026-05-04T10:00:00Z') =>
  event('sales.deal.changed.v1', time, {
    deal_id: dealId,
    pipeline_id: 'p',
    stage_id: 'A',
    owner_id: 'r1',
    ...more,
  });
const call = (id: string, more: object = {}, time = '2026-05-05T10:00:00Z') =>
  event('sales.activity.logged.v1', time, {
    activity_id: id,
    kind: 'call',
    direction: 'outbound',
    rep_id: 'r1',
    deal_id: 'good',
    ...more,
  });

const events = [
  event('sales.tenant.configured.v1', '2026-01-01T00:00:00Z', { currency: 'EUR' }),
  event('sales.rate.set.v1', '2026-01-01T00:00:00Z', { currency: 'USD', rate: '0.9' }),
  event('sales.pipeline.defined.v1', '2026-01-01T00:00:00Z', {
    pipeline_id: 'p',
    name: 'P',
    stages: [
      { stage_id: 'A', name: 'A', position: 1 },
      { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
      { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
    ],
  }),
  ...['r1', 'r2'].map((id) =>
    event('sales.person.changed.v1', '2026-01-01T00:00:00Z', {
      person_id: id,
      name: `Name of ${id}`,
      role: 'rep',
      active: true,
      team: 'north',
    }),
  ),
  event('sales.content.switched.v1', '2026-02-01T00:00:00Z', {
    kind: 'talk_share',
    is_on: true,
    switched_by: 'ops-1',
    agreement: 'Works agreement 12 | annex B',
    agreed_on: '2026-01-15',
  }),
  deal('good', { amount: '100', currency: 'USD' }),
  deal('ownerless', { owner_id: null }),
  deal('ownerless-won', { owner_id: null, stage_id: 'won' }),
  deal('elsewhere', { stage_id: 'Z' }),
  deal('from-the-future', { created_at: '2026-05-05T00:00:00Z' }),
  deal('no-rate', { amount: '5', currency: 'CHF' }),
  deal('queued', { owner_id: 'queue-7' }),
  deal('twin-1', { account_id: 'acc', amount: '7', currency: 'EUR' }, '2026-05-04T11:00:00Z'),
  deal('twin-2', { account_id: 'acc', amount: '7', currency: 'EUR' }, '2026-05-04T12:00:00Z'),
  deal('cousin', { account_id: 'acc', amount: '7', currency: 'EUR' }, '2026-05-06T12:00:00Z'),
  call('loose', { deal_id: null }),
  call('loose-task', { deal_id: null, kind: 'task' }, '2026-05-05T10:30:00Z'),
  call('ghostly', { deal_id: 'never-told' }, '2026-05-05T11:00:00Z'),
  call('same-1', {}, '2026-05-05T12:00:00Z'),
  call('same-2', {}, '2026-05-05T12:00:00Z'),
  ...Array.from({ length: 12 }, (_, index) =>
    call(`burst-${index}`, { rep_id: 'bot' }, `2026-05-05T13:00:${String(index + 10)}Z`),
  ),
  event(
    'sales.quota.set.v1',
    '2026-04-01T00:00:00Z',
    {
      person_id: 'r1',
      period: '2026-Q2',
      amount: 5,
      currency: 'EUR',
      scope: 'own',
    },
    'spreadsheet',
  ),
];

const expected: Record<(typeof dataQualityCheckIds)[number], string[]> = {
  silent_sources: ['spreadsheet'],
  deals_without_owner: ['ownerless'],
  activities_without_deal: ['loose'],
  activities_of_unknown_deals: ['ghostly'],
  unknown_stages: ['elsewhere'],
  time_runs_backwards: ['from-the-future'],
  currency_without_rate: ['no-rate'],
  suspected_queues: ['queue-7'],
  machine_actors: ['bot'],
  duplicate_deals: ['twin-2'],
  duplicate_activities: ['same-2'],
};

let instance: HttpInstance;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepup-export-'));
  instance = await startHttpInstance();
  expect((await instance.send(tenant, events)).status).toBe(202);
});
afterAll(async () => {
  await instance.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('GET /v1/data-quality', () => {
  it('counts what each check found', async () => {
    const { items } = readBodyAs(dataQualityAnswer, await instance.get(tenant, '/v1/data-quality'));
    expect(Object.fromEntries(items.map(({ id, found }) => [id, found]))).toEqual(
      Object.fromEntries(Object.entries(expected).map(([id, records]) => [id, records.length])),
    );
    expect(items.every(({ found, of }) => found <= of)).toBe(true);
  });

  it.each(dataQualityCheckIds)('opens %s to its records, page by page', async (id) => {
    const answer = await instance.get(tenant, `/v1/data-quality/${id}?limit=1`);
    const { items, next_cursor: next } = readBodyAs(dataQualityRecordsAnswer, answer);
    expect(items.map((record) => record.id)).toEqual(expected[id]);
    expect(next).toBeNull();
  });

  it('is for operations, tenant by tenant', async () => {
    const token = await instance.tokenOf(tenant, { person: 'r1' });
    expect((await instance.get(tenant, '/v1/data-quality', token)).status).toBe(403);
    const { items } = readBodyAs(dataQualityAnswer, await instance.get('another', '/v1/data-quality'));
    expect(items.reduce((sum, { found, of }) => sum + found + of, 0)).toBe(0);
    expect((await instance.get(tenant, '/v1/data-quality/nothing')).status).toBe(404);
  });
});

describe('GET /v1/exports', () => {
  it.each(exportViews)(
    'has %s as CSV of the tenant alone, without a name or an id of a person',
    async (view) => {
      const answer = await instance.get(tenant, `/v1/exports/${view}`);
      expect(answer.status).toBe(200);
      const text = String(answer.body);
      const rows = text.trim().split('\n').length - 1;
      expect(rows).toBe(Number(answer.headers.get('stepup-rows')));
      expect(text).not.toMatch(/Name of|"r1"|"r2"/);
      const [head] = String((await instance.get('another', `/v1/exports/${view}`)).body)
        .trim()
        .split('\n');
      expect(head?.length).toBeGreaterThan(5);
    },
  );

  it.each(['deals', 'steps', 'closes', 'activities'] as const)(
    'tells of %s whose they are, by the pseudonyms that people have',
    async (view) => {
      const columnOf = async (of: (typeof exportViews)[number]): Promise<string[]> => {
        const [head = '', ...lines] = String((await instance.get(tenant, `/v1/exports/${of}`)).body)
          .trim()
          .split('\n');
        const place = head.split(',').indexOf('"person"');
        return lines.map((line) => line.split(',')[place] ?? 'no such column');
      };
      const people = new Set([...(await columnOf('people')), '"unassigned"', '"unknown"']);
      const persons = await columnOf(view);
      expect(persons.filter((person) => !people.has(person))).toEqual([]);
      expect(persons.some((person) => person.startsWith('"p-'))).toBe(
        view !== 'closes' && persons.length > 0,
      );
    },
  );

  it('keeps the pseudonym of a person, and forgets it with them', async () => {
    const personsOf = async () => {
      const text = String((await instance.get(tenant, '/v1/exports/people')).body);
      return text
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0] ?? '')
        .toSorted((a, b) => (a < b ? -1 : 1));
    };
    const before = await personsOf();
    expect(before).toHaveLength(2);
    await instance.send(tenant, [
      event('sales.person.changed.v1', '2026-03-01T00:00:00Z', { person_id: 'r2', team: 'south' }),
    ]);
    expect(await personsOf()).toEqual(before);
    await instance.send(tenant, [
      event('sales.person.erased.v1', '2026-05-05T00:00:00Z', { person_id: 'r2' }),
    ]);
    expect(await personsOf()).toHaveLength(1);
  });

  it('is for operations', async () => {
    const token = await instance.tokenOf(tenant, { person: 'r1' });
    expect((await instance.get(tenant, '/v1/exports/deals', token)).status).toBe(403);
    expect((await instance.get(tenant, '/v1/exports/raw_events')).status).toBe(404);
    expect((await instance.get(tenant, '/v1/exports/deals?format=xlsx')).status).toBe(400);
  });

  /** What `stepup export` of all deals tells, and with what code it ends. */
  async function exportDeals(
    ofTenant: string,
    output: string,
  ): Promise<{ code: unknown; told: string; warned: string }> {
    const command = spawn(
      process.execPath,
      [
        'services/standalone/src/cli/stepup.ts',
        'export',
        'deals',
        '--format',
        'parquet',
        '--tenant',
        ofTenant,
        '--output',
        output,
        '--json',
      ],
      { env: instance.commandEnvironment, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let [told, warned] = ['', ''];
    command.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
    command.stderr.on('data', (chunk: Buffer) => (warned += chunk.toString()));
    const [code] = await once(command, 'close');
    return { code, told, warned };
  }

  it('is written by stepup export, as Parquet', async () => {
    const output = join(folder, 'deals.parquet');
    const { code, told, warned } = await exportDeals(tenant, output);
    expect(code, warned).toBe(0);
    const file = await readFile(output);
    expect(file.subarray(0, 4).toString()).toBe('PAR1');
    expect(file.subarray(-4).toString()).toBe('PAR1');
    expect(JSON.parse(told)).toMatchObject({ view: 'deals', rows: 10, bytes: file.length });
  });

  it('leaves the file of before where nothing is known of the tenant', async () => {
    const output = join(folder, 'before.parquet');
    await writeFile(output, 'of before');
    const { code, told, warned } = await exportDeals('mistyped', output);
    expect(code).toBe(2);
    expect(told).toBe('');
    expect(warned).toContain('Nothing is known of tenant mistyped');
    expect(await readFile(output, 'utf8')).toBe('of before');
  });
});

describe('GET /v1/annex', () => {
  it('says what holds for the tenant', async () => {
    const annex = readBodyAs(annexAnswer, await instance.get(tenant, '/v1/annex'));
    expect(annex.switches.filter((one) => one.is_on)).toEqual([
      {
        kind: 'talk_share',
        is_on: true,
        since: '2026-02-01T00:00:00.000000Z',
        switched_by: 'ops-1',
        agreement: 'Works agreement 12 | annex B',
        agreed_on: '2026-01-15',
      },
    ]);
    const states = new Map(annex.collected.map((one) => [one.id, one.is_on]));
    expect([states.get('talk_share'), states.get('questions'), states.get('entered')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(annex.access.map(({ role }) => role)).toEqual([
      'rep',
      'manager',
      'director',
      'board',
      'sales_ops',
    ]);
  });

  it('is written by stepup annex, one row a number', async () => {
    const command = spawn(
      process.execPath,
      ['services/standalone/src/cli/stepup.ts', 'annex', '--tenant', tenant],
      {
        env: instance.commandEnvironment,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let told = '';
    command.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
    expect(await once(command, 'close')).toEqual([0, null]);
    const annex = readBodyAs(annexAnswer, await instance.get(tenant, '/v1/annex'));
    expect(annex.collected.filter(({ what }) => !told.includes(what))).toEqual([]);
    expect(told).toContain('Works agreement 12 \\| annex B');
  });
});
