import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { claimRun } from './claim-run.ts';
import { describeStore } from '../test-support/describe-store.ts';
import { enqueueRun } from './enqueue-run.ts';
import { failRun } from './fail-run.ts';
import { finishRun } from './finish-run.ts';
import { getRun } from './get-run.ts';
import { listCells } from '../cells/list-cells.ts';
import { listRuns, listUnfinishedRuns } from './list-runs.ts';
import { recordRunProgress } from './record-run-progress.ts';
import { replaceCells } from '../cells/replace-cells.ts';
import { withTenant } from '../transactions/with-tenant.ts';
import type { DiagnosisCell } from '../cells/cell.ts';
import type { RunRequest } from './enqueue-run.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const at = '2026-11-01T00:00:00.000001Z';
const leaseSeconds = 60;
const afterLease = '2026-11-01T00:01:00.000001Z';

function request(changed: Partial<RunRequest> = {}): RunRequest {
  return {
    id: randomUUID(),
    kind: 'on_demand',
    asOf: '2026-10-31T23:59:59.999999Z',
    windowDays: null,
    modelVersion: '1',
    inputWatermark: 'w1',
    requestedBy: 'ops-1',
    at,
    ...changed,
  };
}

function cell(repId: string, changed: Partial<DiagnosisCell> = {}): DiagnosisCell {
  return {
    pipelineId: 'p',
    stageId: 's',
    repId,
    state: 'ok',
    n: 41.25,
    mature: { entered: 40, advanced: 13 },
    rawRate: 0.325,
    rate: 0.34,
    interval: { low: 0.25, high: 0.44 },
    typical: 0.5,
    pGap: 0.91,
    lfsr: 0.02,
    tier: 'strong',
    detectableGap: 0.4,
    gain: {
      value: '1000.00',
      interval: ['10.00', '2000.00'],
      deals: 1.5,
      deals_interval: [0.1, 3],
      currency: 'EUR',
      per: 'month',
      quarter: { value: '200.00', interval: ['2.00', '400.00'], deals: 0.3, deals_interval: [0, 1] },
    },
    lack: null,
    horizonDays: 35,
    horizonSource: 'recent_advances',
    windowDays: 180,
    notes: ['stages_used_differently'],
    ...changed,
  };
}

describeStore('diagnosis runs', (store) => {
  async function inNewTenant(): Promise<<T>(work: (tx: TenantTransaction) => Promise<T>) => Promise<T>> {
    const tenant = await store().newTenant();
    return (work) => withTenant(store().pool, tenant, work);
  }

  it('asking twice for the same result gives one run, with or without a window', async () => {
    const run = await inNewTenant();
    for (const windowDays of [null, 90]) {
      const first = await run((tx) => enqueueRun(tx, request({ windowDays })));
      const second = await run((tx) => enqueueRun(tx, request({ windowDays })));
      expect(first.kind).toBe('enqueued');
      expect(second).toEqual({ kind: 'existing', run: first.run });
    }
  });

  it.each([
    ['another window', { windowDays: 30 }],
    ['another time', { asOf: '2026-10-31T23:59:59.999998Z' }],
    ['another model', { modelVersion: '2' }],
    ['newer input', { inputWatermark: 'w2' }],
    ['a look', { kind: 'look' }],
  ] satisfies [string, Partial<RunRequest>][])('%s is another run', async (_name, changed) => {
    const run = await inNewTenant();
    await run((tx) => enqueueRun(tx, request()));
    expect(await run((tx) => enqueueRun(tx, request(changed)))).toMatchObject({ kind: 'enqueued' });
  });

  it('concurrent requests agree on one run', async () => {
    const run = await inNewTenant();
    const answers = await Promise.all([1, 2, 3, 4].map(() => run((tx) => enqueueRun(tx, request()))));
    expect(new Set(answers.map((answer) => answer.run.id)).size).toBe(1);
    expect(answers.filter(({ kind }) => kind === 'enqueued')).toHaveLength(1);
  });

  it('keeps microseconds', async () => {
    const run = await inNewTenant();
    const { run: enqueued } = await run((tx) => enqueueRun(tx, request()));
    expect(await run((tx) => getRun(tx, enqueued.id))).toMatchObject({
      asOf: '2026-10-31T23:59:59.999999Z',
      createdAt: at,
    });
  });

  it('one worker gets a run; after its lease another takes over and the first has lost it', async () => {
    const run = await inNewTenant();
    const { id } = (await run((tx) => enqueueRun(tx, request()))).run;
    const claims = await Promise.all(
      [1, 2, 3].map(() => run((tx) => claimRun(tx, { id, at, leaseSeconds }))),
    );
    expect(claims.map(({ kind }) => kind).sort()).toEqual(['claimed', 'in_progress', 'in_progress']);
    const again = await run((tx) => claimRun(tx, { id, at: afterLease, leaseSeconds }));
    expect(again).toMatchObject({ kind: 'claimed', run: { attempt: 2, startedAt: at } });
    const [first, second] = [
      { id, attempt: 1 },
      { id, attempt: 2 },
    ];
    const progress = { done: 1, total: 2, at: afterLease, leaseSeconds };
    expect(await run((tx) => recordRunProgress(tx, first, progress))).toEqual({ kind: 'claim_lost' });
    expect(await run((tx) => replaceCells(tx, first, [cell('r')]))).toEqual({ kind: 'claim_lost' });
    const ending = { at: afterLease, failedTeams: 0 };
    expect(await run((tx) => finishRun(tx, first, ending))).toEqual({ kind: 'claim_lost' });
    expect(await run((tx) => recordRunProgress(tx, second, progress))).toEqual({ kind: 'written' });
    expect(await run((tx) => finishRun(tx, second, ending))).toEqual({ kind: 'written' });
    expect(await run((tx) => getRun(tx, id))).toMatchObject({
      state: 'done',
      progress: { done: 1, total: 2 },
      finishedAt: afterLease,
    });
    expect(await run((tx) => claimRun(tx, { id, at: afterLease, leaseSeconds }))).toMatchObject({
      kind: 'finished',
    });
    expect(await run((tx) => claimRun(tx, { id: randomUUID(), at, leaseSeconds }))).toEqual({
      kind: 'not_found',
    });
  });

  it('progress keeps the claim alive', async () => {
    const run = await inNewTenant();
    const { id } = (await run((tx) => enqueueRun(tx, request()))).run;
    await run((tx) => claimRun(tx, { id, at, leaseSeconds }));
    await run((tx) =>
      recordRunProgress(
        tx,
        { id, attempt: 1 },
        { done: 1, total: 9, at: '2026-11-01T00:00:50.000000Z', leaseSeconds },
      ),
    );
    expect(await run((tx) => claimRun(tx, { id, at: afterLease, leaseSeconds }))).toMatchObject({
      kind: 'in_progress',
    });
  });

  it('a failed attempt goes back into the queue, a failed run waits until somebody asks again', async () => {
    const run = await inNewTenant();
    const { id } = (await run((tx) => enqueueRun(tx, request()))).run;
    const error = { code: 'warehouse_unreachable', message: 'no answer' };
    await run((tx) => claimRun(tx, { id, at, leaseSeconds }));
    await run((tx) => failRun(tx, { id, attempt: 1 }, { error, again: true, at }));
    expect(await run((tx) => getRun(tx, id))).toMatchObject({ state: 'queued', error, finishedAt: null });
    await run((tx) => claimRun(tx, { id, at, leaseSeconds }));
    await run((tx) => failRun(tx, { id, attempt: 2 }, { error, again: false, at }));
    expect(await run((tx) => listUnfinishedRuns(tx, 10))).toEqual([]);
    expect(await run((tx) => claimRun(tx, { id, at, leaseSeconds }))).toMatchObject({
      kind: 'finished',
      run: { state: 'failed' },
    });
    expect(await run((tx) => enqueueRun(tx, request()))).toMatchObject({
      kind: 'requeued',
      run: { id, state: 'queued' },
    });
    expect(await run((tx) => listUnfinishedRuns(tx, 10))).toMatchObject([{ id }]);
  });

  it('pages through runs without skipping or repeating any, also those of the same microsecond', async () => {
    const run = await inNewTenant();
    for (let index = 0; index < 7; index += 1) {
      await run((tx) =>
        enqueueRun(tx, request({ inputWatermark: String(index), at: index < 4 ? at : afterLease })),
      );
    }
    const seen: string[] = [];
    for (let cursor: string | null = null, pages = 0; pages === 0 || cursor !== null; pages += 1) {
      const page = await run((tx) => listRuns(tx, { limit: 2, cursor }));
      if (page.kind !== 'page') throw new Error(page.kind);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    const whole = await run((tx) => listRuns(tx, { limit: 100, cursor: null }));
    expect(whole).toMatchObject({ kind: 'page', nextCursor: null, items: seen.map((id) => ({ id })) });
    expect(new Set(seen).size).toBe(7);
    expect(await run((tx) => listRuns(tx, { limit: 2, cursor: 'forged' }))).toEqual({
      kind: 'invalid_cursor',
    });
  });

  it('keeps every field of a cell, and nothing where nothing can be said', async () => {
    const run = await inNewTenant();
    const { id } = (await run((tx) => enqueueRun(tx, request()))).run;
    await run((tx) => claimRun(tx, { id, at, leaseSeconds }));
    const silent = cell('quiet', {
      state: 'not_enough_data',
      rawRate: null,
      rate: null,
      interval: null,
      typical: null,
      pGap: null,
      lfsr: null,
      tier: 'none',
      detectableGap: null,
      gain: null,
      notes: [],
    });
    await run((tx) => replaceCells(tx, { id, attempt: 1 }, [silent, cell('loud')]));
    expect(await run((tx) => listCells(tx, { runId: id, limit: 10, cursor: null }))).toEqual({
      kind: 'page',
      items: [cell('loud'), silent],
      nextCursor: null,
    });
  });

  it('replaces all cells of a run and pages through them in bytewise order', async () => {
    const run = await inNewTenant();
    const { id } = (await run((tx) => enqueueRun(tx, request()))).run;
    await run((tx) => claimRun(tx, { id, at, leaseSeconds }));
    const token = { id, attempt: 1 };
    await run((tx) => replaceCells(tx, token, [cell('gone')]));
    const repIds = Array.from({ length: 1203 }, (_, index) => `r${index}`).concat('Z', 'ä', 'a');
    const replaced = await run((tx) =>
      replaceCells(
        tx,
        token,
        repIds.map((repId) => cell(repId)),
      ),
    );
    expect(replaced).toEqual({ kind: 'replaced', count: repIds.length });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await run((tx) => listCells(tx, { runId: id, limit: 500, cursor }));
      if (page.kind !== 'page') throw new Error(page.kind);
      seen.push(...page.items.map(({ repId }) => repId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(repIds.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });
});
