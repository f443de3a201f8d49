/** Contents are looked at only from when it was agreed to; what is kept does not depend on the order of arrival, and holds no word. */
import { storeBatch, type AcceptedEvent, rebuildFacts } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { shuffle } from '../support/engine/shuffle.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
});
afterAll(async () => {
  await started.stop();
});

const event = (id: string, type: string, time: string, data: object) => {
  return { specversion: '1.0', id, source: 'test', type, time, data };
};

const turn = (id: string, kind: string, isOn: boolean, time: string) =>
  event(id, 'sales.content.switched.v1', time, {
    kind,
    is_on: isOn,
    switched_by: 'ops-1',
    ...(isOn ? { agreement: 'Works agreement 12', agreed_on: '2026-01-15' } : {}),
  });

const call = (id: string, time: string, more: object = {}) =>
  event(id, 'sales.activity.logged.v1', time, {
    activity_id: id,
    kind: 'call',
    direction: 'outbound',
    rep_id: 'r1',
    deal_id: 'd1',
    content: {
      text: 'Promised to send the unmistakable prospectus on Monday morning without fail',
      transcript: [
        { side: 'rep', start_s: 0, end_s: 30, text: 'What would the unmistakable change be worth?' },
        { side: 'customer', start_s: 30, end_s: 60, text: 'Much.' },
      ],
    },
    ...more,
  });

const everyKind = ['message_content', 'transcripts', 'individual_response', 'talk_share'];
const switchesOn = everyKind.map((kind) => turn(`on-${kind}`, kind, true, '2026-02-01T00:00:00Z'));
const switchOff = turn('off-transcripts', 'transcripts', false, '2026-03-01T00:00:00Z');

const before = call('before', '2026-01-31T12:00:00Z');
const during = call('during', '2026-02-10T12:00:00Z');
const after = call('after', '2026-03-10T12:00:00Z');
const silent = call('silent', '2026-02-11T12:00:00Z', {
  content: null,
  participants: [
    { side: 'rep', talk_s: 20 },
    { side: 'customer', talk_s: 60 },
  ],
});
const everything = [...switchesOn, switchOff, before, during, after, silent];

async function readRows(tenant: string) {
  return started.warehouse.read(
    {
      name: 'content_rows',
      sql: `SELECT f.activity_id AS id, c.talk_rep_s AS rep, c.talk_all_s AS spoken, c.questions AS questions, c.next_step AS next, c.words AS words, notEmpty(c.fingerprints) AS prints
        FROM activity_facts AS f FINAL INNER JOIN content_features AS c FINAL
          ON c.tenant = f.tenant AND c.activity_id = f.activity_id AND c.content_version = f.content_version
        WHERE f.tenant = {tenant:String} AND c.at > 0 ORDER BY id`,
      parameters: z.object({ tenant: z.string() }),
      row: z.looseObject({ id: z.string() }),
    },
    { tenant },
  );
}

async function store(events: readonly AcceptedEvent[], size: number): Promise<void> {
  for (let at = 0; at < events.length; at += size)
    await storeBatch(started.warehouse, events.slice(at, at + size));
}

const nothing = { rep: null, spoken: null, questions: null, next: null, words: null, prints: 0 };

describe('contents', () => {
  it('are not looked at before anything is switched on, and no word of them is in the raw rows', async () => {
    await store(acceptEvents('off', [before, during, after, silent]), 10);
    expect(await readRows('off')).toEqual([]);
    const [found] = await started.warehouse.read(
      {
        name: 'words_in_raw_rows',
        sql: `SELECT countIf(body LIKE '%unmistakable%') AS words, countIf(body LIKE '%start_s%') AS times FROM raw_events WHERE tenant = 'off'`,
        parameters: z.object({}),
        row: z.object({ words: z.number(), times: z.number() }),
      },
      {},
    );
    expect(found).toEqual({ words: 0, times: 0 });
  });

  it('are looked at from when each kind was agreed to, and no longer than that', async () => {
    await store(acceptEvents('on', everything), 100);
    expect(await readRows('on')).toEqual([
      { id: 'after', ...nothing, next: 1, words: 11, prints: 1 },
      { id: 'before', ...nothing },
      { id: 'during', rep: 30, spoken: 60, questions: 1, next: 1, words: 11, prints: 1 },
      { id: 'silent', ...nothing, rep: 20, spoken: 80 },
    ]);
  });

  it.each([1, 2])(
    'give the same rows in any order, repeated and in small batches (seed %i)',
    async (seed) => {
      const tenant = `shuffled-${seed}`;
      const accepted = acceptEvents(tenant, everything);
      await store(acceptEvents(`${tenant}-once`, everything), 100);
      await store(shuffle([...accepted, ...accepted], seed), 4);
      expect(await readRows(tenant)).toEqual(await readRows(`${tenant}-once`));
    },
  );

  it('that are gone leave what was computed of them, also through a rebuild', async () => {
    await store(acceptEvents('kept', everything), 100);
    const rows = await readRows('kept');
    await started.warehouse.run(
      { name: 'expire', sql: `DELETE FROM event_texts WHERE tenant = 'kept'`, parameters: z.object({}) },
      {},
    );
    await rebuildFacts(started.warehouse, { tenant: 'kept', startedAt: '2026-04-01T00:00:00.000000Z' });
    expect(await readRows('kept')).toEqual(rows);
  });

  it('expire thirty days after their receipt, names do not', async () => {
    const person = event('p', 'sales.person.changed.v1', '2026-01-01T00:00:00Z', {
      person_id: 'r1',
      name: 'Kim Example',
      role: 'rep',
      active: true,
    });
    const receivedAt = '2020-01-01T00:00:00.000000Z';
    const old = acceptEvents('expired', [...everything, person]).map(({ event: accepted }) => ({
      event: accepted,
      receivedAt,
    }));
    await store(old, 100);
    const run = (sql: string) => started.warehouse.run({ name: 'merge', sql, parameters: z.object({}) }, {});
    await run('OPTIMIZE TABLE event_texts FINAL');
    const left = await started.warehouse.read(
      {
        name: 'left_texts',
        sql: `SELECT entity_kind AS kind, count() AS count FROM event_texts WHERE tenant = 'expired' GROUP BY kind`,
        parameters: z.object({}),
        row: z.object({ kind: z.string(), count: z.number() }),
      },
      {},
    );
    expect(left).toEqual([{ kind: 'person', count: 1 }]);
    // What arrives that late is not looked at either; times of speech are no text.
    expect((await readRows('expired')).map(({ id }) => id)).toEqual(['silent']);
  });

  it('of a person who was erased leave nothing', async () => {
    await store(acceptEvents('erased', everything), 100);
    const erasure = event('e', 'sales.person.erased.v1', '2026-04-01T00:00:00Z', { person_id: 'r1' });
    await store(acceptEvents('erased', [erasure]), 1);
    expect(await readRows('erased')).toEqual([]);
    await store(acceptEvents('erased', everything), 100);
    expect(await readRows('erased')).toEqual([]);
  });
});
