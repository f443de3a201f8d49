/** What is known of a dead letter does not depend on the order in which it is written down. */
import { type DeadLetter, instantOfDate } from '@stepup/contracts';
import { insertDeadLetters, listDeadLetters, markLettersReplayed, readDeadLetters } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';

const now = instantOfDate(new Date());
const dayMs = 86_400_000;
const daysAgo = (days: number) => instantOfDate(new Date(Date.now() - days * dayMs));

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
});
afterAll(async () => {
  await started.stop();
});

function letterOf(tenant: string, change: Partial<DeadLetter> = {}): DeadLetter {
  return {
    id: 'a'.repeat(32),
    tenant,
    step: 'validate',
    reason: 'event_refused',
    detail: 'refused',
    problems: [{ code: 'field_missing', path: '/data/deal_id', message: 'is required' }],
    event_type: null,
    key: `["${tenant}","deal/\u0000'\\"]`,
    headers: { 'ö"': "'\\" },
    value: Buffer.from([0, 255, 10]).toString('base64'),
    value_bytes: 3,
    value_sha256: 'b'.repeat(64),
    value_is_whole: true,
    topic: 'events',
    partition: 0,
    offset: '9223372036854775807',
    received_at: now,
    attempts: 1,
    ...change,
  };
}

const keep = (letter: DeadLetter, keptAt = now) => insertDeadLetters(started.warehouse, [letter], keptAt);
const mark = ({ tenant, id, attempts }: DeadLetter, isUnending = false) =>
  markLettersReplayed(started.warehouse, [tenant], [{ id, attempts, isUnending }], { at: now, by: 'ops-1' });
const read = async (tenant: string) =>
  (await readDeadLetters(started.warehouse, [tenant], ['a'.repeat(32)]))[0];
const list = async (tenant: string) =>
  (await listDeadLetters(started.warehouse, { tenants: [tenant], asOf: now, limit: 10, after: null })).items;

describe('a dead letter in the warehouse', () => {
  it('comes back as it was put in, whatever characters it holds', async () => {
    const letter = letterOf('whole');
    await keep(letter);
    expect(await read('whole')).toMatchObject({ ...letter, state: 'waiting', kept_at: now });
  });

  it.each([
    ['it comes twice', ['keep 1', 'keep 1'], 'waiting', 1],
    ['it is sent again', ['keep 1', 'mark 1'], 'replayed', 1],
    ['it comes late once more', ['keep 1', 'mark 1', 'keep 1'], 'replayed', 1],
    ['it fails again', ['keep 1', 'mark 1', 'keep 2'], 'waiting', 2],
    ['it fails again before it is marked', ['keep 1', 'keep 2', 'mark 1'], 'waiting', 2],
    ['its second attempt is known first', ['keep 2', 'keep 1', 'mark 1'], 'waiting', 2],
    ['it is sent a second time', ['keep 1', 'mark 1', 'keep 2', 'mark 2', 'keep 1', 'mark 1'], 'replayed', 2],
  ] as const)('is one row when %s', async (_, steps, state, attempts) => {
    const tenant = `order-${steps.join('-').replaceAll(' ', '')}`;
    for (const step of steps) {
      const letter = letterOf(tenant, { attempts: Number(step.slice(-1)) });
      await (step.startsWith('keep') ? keep(letter) : mark(letter));
    }
    expect(await list(tenant)).toMatchObject([{ state, attempts }]);
  });

  it('tells how many had failed again when they were marked', async () => {
    await keep(letterOf('back'));
    await keep(letterOf('back', { attempts: 2 }));
    expect(await mark(letterOf('back'))).toEqual({ cameBack: 1 });
  });

  it('is gone 30 days after it failed, unless it is from the future; that one 30 days after it was sent again', async () => {
    await keep(letterOf('old'), daysAgo(29));
    await keep(letterOf('older'), daysAgo(31));
    expect([await list('old'), await list('older')]).toMatchObject([[{ state: 'waiting' }], []]);
    expect(await read('older')).toBeUndefined();
    const early = letterOf('early', { reason: 'type_from_future' });
    await keep(early, daysAgo(400));
    expect(await read('early')).toMatchObject({ expires_at: null });
    await mark(early, true);
    const sent = await read('early');
    expect(sent?.state).toBe('replayed');
    expect((Date.parse(sent?.expires_at ?? '') - Date.parse(now)) / dayMs).toBeCloseTo(30, 3);
  });
});
