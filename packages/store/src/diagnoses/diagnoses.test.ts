import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { describeStore } from '../test-support/describe-store.ts';
import { getFinding } from './get-finding.ts';
import { listFindings } from './list-findings.ts';
import { listReviews, reviewFinding } from './review-finding.ts';
import { recordFinding } from './record-finding.ts';
import { withTenant } from '../transactions/with-tenant.ts';
import type { FindingRecord } from './record-finding.ts';

const since = '2026-09-01T00:00:00.000000Z';
const november = '2026-11-01T00:00:00.000000Z';

function finding(changed: Partial<FindingRecord> = {}): FindingRecord {
  return {
    id: randomUUID(),
    repId: 'r1',
    pipelineId: 'p',
    stageId: 's',
    since,
    tier: 'probable',
    statisticalState: 'raised',
    lookAsOf: since,
    modelVersion: '1',
    evidence: { rate: 0.31, deals: ['d1'] },
    at: since,
    ...changed,
  };
}

describeStore('findings', (store) => {
  const record = (tenant: string, changed: Partial<FindingRecord> = {}) =>
    withTenant(store().pool, tenant, (tx) => recordFinding(tx, finding(changed)));
  const review = (
    tenant: string,
    id: string,
    expectedVersion: number,
    reviewState: 'confirmed' | 'aberration',
  ) =>
    withTenant(store().pool, tenant, (tx) =>
      reviewFinding(tx, { id, expectedVersion, reviewState, by: 'm1', at: november }),
    );

  it('a later look changes what the statistics say, and neither the evidence nor what people said', async () => {
    const tenant = await store().newTenant();
    const first = await record(tenant);
    await review(tenant, first.id, 0, 'confirmed');
    const second = await record(tenant, {
      tier: 'strong',
      statisticalState: 'cleared',
      lookAsOf: november,
      modelVersion: '2',
      evidence: { rate: 0.5 },
      at: november,
    });
    expect(second).toEqual({
      ...first,
      tier: 'strong',
      statisticalState: 'cleared',
      lookAsOf: november,
      modelVersion: '2',
      reviewState: 'confirmed',
      reviewVersion: 1,
      reviewedBy: 'm1',
      reviewedAt: november,
    });
  });

  it('looks recorded in any order end the same', async () => {
    const tenant = await store().newTenant();
    const newest = await record(tenant, { lookAsOf: november, statisticalState: 'cleared' });
    expect(await record(tenant, { lookAsOf: since })).toEqual(newest);
  });

  it('evidence is frozen for every writer', async () => {
    const tenant = await store().newTenant();
    await record(tenant);
    const tamper = withTenant(store().pool, tenant, (tx) =>
      tx.db.execute(sql`update stepup.diagnoses set evidence = '{}'`),
    );
    await expect(tamper).rejects.toMatchObject({ cause: { code: '23001' } });
  });

  it('a review needs the version it was made on, and every review is kept', async () => {
    const tenant = await store().newTenant();
    const { id } = await record(tenant);
    expect(await review(tenant, id, 0, 'aberration')).toMatchObject({
      kind: 'reviewed',
      finding: { reviewVersion: 1 },
    });
    expect(await review(tenant, id, 0, 'confirmed')).toEqual({ kind: 'stale', reviewVersion: 1 });
    expect(await review(tenant, id, 1, 'confirmed')).toMatchObject({ kind: 'reviewed' });
    expect(await review(tenant, randomUUID(), 0, 'confirmed')).toEqual({ kind: 'not_found' });
    expect(await withTenant(store().pool, tenant, (tx) => listReviews(tx, id))).toMatchObject([
      { version: 1, reviewState: 'aberration', reviewedBy: 'm1', reviewedAt: november },
      { version: 2, reviewState: 'confirmed' },
    ]);
  });

  it('is listed for the people asked for, the newest first', async () => {
    const tenant = await store().newTenant();
    const old = await record(tenant);
    const young = await record(tenant, { repId: 'r2', since: november, lookAsOf: november });
    const cleared = await record(tenant, { repId: 'r3', statisticalState: 'cleared' });
    const list = (request: Parameters<typeof listFindings>[1]) =>
      withTenant(store().pool, tenant, (tx) => listFindings(tx, request));
    expect(await list({ limit: 10, cursor: null, statisticalState: 'raised' })).toEqual({
      kind: 'page',
      items: [young, old],
      nextCursor: null,
    });
    expect(await list({ limit: 10, cursor: null, repIds: ['r3'] })).toMatchObject({ items: [cleared] });
    expect(await list({ limit: 10, cursor: null, repIds: [] })).toMatchObject({ items: [] });
    const first = await list({ limit: 1, cursor: null });
    if (first.kind !== 'page') throw new Error(first.kind);
    expect(first.items).toEqual([young]);
    expect(await list({ limit: 5, cursor: first.nextCursor })).toMatchObject({
      items: [{ since }, { since }],
    });
    expect(await withTenant(store().pool, tenant, (tx) => getFinding(tx, young.id))).toEqual(young);
  });
});
