/** Facts derived anew from the raw events are the facts: intact ones, lost ones, and while events come in. */
import { instantOfDate, rebuild } from '@stepup/contracts';
import { simulateHistory } from '@stepup/simulator';
import { type AcceptedEvent, rebuildFacts, storeBatch } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { shuffle } from '../support/engine/shuffle.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { openCommandLine } from '../support/product/command-line.ts';
import { dealEvents } from '../support/product/send-deals.ts';
import { readBodyAs, startHttpInstance } from './http-instance.ts';

const factTables = [
  'deal_facts',
  'step_facts',
  'spell_facts',
  'arrival_facts',
  'activity_facts',
  'person_facts',
  'deal_aliases',
] as const;
const startedAt = instantOfDate(new Date());

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
});
afterAll(async () => {
  await started.stop();
});

/** A version of a body is a hash that its tenant is in, so of two tenants only whether there is one compares. */
const replaced: Partial<Record<(typeof factTables)[number], string>> = {
  activity_facts: 'REPLACE (toUInt64(content_version != 0) AS content_version)',
};

/** Of every fact table how many rows count and a checksum of them all, in the order of their keys. */
async function readChecksums(tenant: string) {
  const checksums: Record<string, { rows: number; checksum: string }> = {};
  for (const table of factTables) {
    const [row] = await started.warehouse.read(
      {
        name: 'fact_checksum',
        sql: `SELECT count() AS rows, hex(SHA256(arrayStringConcat(arraySort(groupArray(toString(tuple(* EXCEPT (tenant) ${replaced[table] ?? ''}))))))) AS checksum
          FROM ${table} FINAL WHERE tenant = {tenant:String}`,
        parameters: z.object({ tenant: z.string() }),
        row: z.object({ rows: z.number(), checksum: z.string() }),
      },
      { tenant },
    );
    if (row !== undefined) checksums[table] = row;
  }
  return checksums;
}

/** With the lists of what was touched, from which a rebuild takes what came in meanwhile. */
async function deleteFacts(tenant: string): Promise<void> {
  for (const table of [...factTables, 'touched_entities']) {
    const sql = `DELETE FROM ${table} WHERE tenant = {tenant:String}`;
    const parameters = z.object({ tenant: z.string() });
    await started.warehouse.run({ name: 'delete_facts', sql, parameters }, { tenant });
  }
}

const historyOf = (tenant: string, seed: number): AcceptedEvent[] =>
  acceptEvents(tenant, simulateHistory(seed).events);

describe('rebuildFacts', () => {
  it.each([1, 2, 3])('ends with the same facts, intact or lost (history %d)', async (seed) => {
    const tenant = `seed-${seed}`;
    const other = `other-${seed}`;
    await storeBatch(started.warehouse, historyOf(tenant, seed));
    await storeBatch(started.warehouse, historyOf(other, seed));
    const before = await readChecksums(tenant);
    expect(before['deal_facts']?.rows).toBeGreaterThan(0);
    const seen: number[] = [];
    const rebuildAgain = (lotSize: number) =>
      rebuildFacts(started.warehouse, {
        tenant,
        startedAt,
        lotSize,
        onProgress: ({ derived, total }) => void seen.push(derived / total),
      });
    expect(await rebuildAgain(6)).toBe('rebuilt');
    expect(await readChecksums(tenant)).toEqual(before);
    expect([seen[0], seen.at(-1), seen.toSorted((a, b) => a - b)]).toEqual([0, 1, seen]);
    await deleteFacts(tenant);
    expect((await readChecksums(tenant))['deal_facts']?.rows).toBe(0);
    await rebuildAgain(9);
    expect(await readChecksums(tenant)).toEqual(before);
    expect(await readChecksums(other)).toEqual(before);
  });

  it('ends with the facts of all events when some come in meanwhile', async () => {
    const events = historyOf('meanwhile', 7);
    await storeBatch(started.warehouse, historyOf('at-once', 7));
    const mixed = shuffle(events, 7);
    const half = Math.floor(mixed.length / 2);
    await storeBatch(started.warehouse, mixed.slice(0, half));
    await deleteFacts('meanwhile');
    const rebuilding = rebuildFacts(started.warehouse, { tenant: 'meanwhile', startedAt, lotSize: 3 });
    for (let at = half; at < mixed.length; at += 15) {
      await storeBatch(started.warehouse, mixed.slice(at, at + 15));
    }
    expect(await rebuilding).toBe('rebuilt');
    expect(await readChecksums('meanwhile')).toEqual(await readChecksums('at-once'));
  });

  it('stops between two lots when it is told to, and goes on from anywhere', async () => {
    await storeBatch(started.warehouse, historyOf('stopped', 8));
    const before = await readChecksums('stopped');
    await deleteFacts('stopped');
    const stopping = new AbortController();
    const scope = { tenant: 'stopped', startedAt, lotSize: 2 };
    const onProgress = ({ derived }: { derived: number }) => (derived > 4 ? stopping.abort() : undefined);
    const stopped = rebuildFacts(started.warehouse, { ...scope, stopping: stopping.signal, onProgress });
    expect(await stopped).toBe('stopped');
    expect(await readChecksums('stopped')).not.toEqual(before);
    await rebuildFacts(started.warehouse, scope);
    expect(await readChecksums('stopped')).toEqual(before);
  });

  it('has nothing to do for a tenant that is not there', async () => {
    expect(await rebuildFacts(started.warehouse, { tenant: 'nobody', startedAt })).toBe('rebuilt');
  });
});

describe('stepup rebuild', () => {
  it('works through the running instance, for operators of the tenant alone', async () => {
    const product = await startHttpInstance();
    try {
      await product.send('acme', dealEvents(0, 50));
      const command = openCommandLine(product.commandEnvironment['STEPUP_DATA_DIR'] ?? '');
      const deals = await product.get('acme', '/v1/deals?as_of=2027-01-01');
      const told = await command.outcomeOf(['rebuild', '--tenant', 'acme']);
      expect(told).toMatchObject({ exitCode: 0, out: '50 deals, activities and people derived anew\n' });
      const inJson = await command.outcomeOf(['rebuild', '--tenant', 'acme', '--json']);
      const { id } = rebuild.parse(JSON.parse(inJson.out));
      expect((await product.get('acme', '/v1/deals?as_of=2027-01-01')).body).toMatchObject({
        items: z.object({ items: z.array(z.unknown()) }).parse(deals.body).items,
      });
      const found = await product.get('acme', `/v1/rebuilds/${id}`);
      expect(readBodyAs(rebuild, found)).toMatchObject({
        state: 'done',
        progress: 1,
        derived: 50,
        total: 50,
      });
      expect((await product.get('other', `/v1/rebuilds/${id}`)).status).toBe(404);
      expect((await product.get('acme', '/v1/rebuilds/unknown')).status).toBe(404);
      const reader = await product.tokenOf('acme', { scopes: ['read', 'events:write'] });
      expect((await product.get('acme', `/v1/rebuilds/${id}`, reader)).status).toBe(403);
      const refused = await product.request('/v1/rebuilds', {
        method: 'POST',
        body: '{}',
        headers: { authorization: `Bearer ${reader}`, 'content-type': 'application/json' },
      });
      expect(refused.status).toBe(403);
    } finally {
      await product.stop();
    }
  });
});
