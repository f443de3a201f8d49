import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { listLookFindings } from './list-look-findings.ts';
import type { LookFindingFilter } from './list-look-findings.ts';
import { replaceLookFindings } from './replace-look-findings.ts';
import { recordFinding } from '../diagnoses/record-finding.ts';
import { claimRun } from '../runs/claim-run.ts';
import { enqueueRun } from '../runs/enqueue-run.ts';
import { describeStore } from '../test-support/describe-store.ts';
import { withTenant } from '../transactions/with-tenant.ts';

const at = '2026-11-01T00:00:00.000000Z';
const numbers = {
  rate: 0.4,
  interval: { low: 0.3, high: 0.5 },
  typical: 0.55,
  pGap: 0.9,
  n: 80,
  detectableGap: null,
};

describeStore('what stands after a look', (store) => {
  async function openLook(tenant: string) {
    const id = randomUUID();
    await withTenant(store().pool, tenant, async (tx) => {
      const run = { kind: 'look', windowDays: null, modelVersion: '1', requestedBy: null } as const;
      await enqueueRun(tx, { id, ...run, asOf: at, inputWatermark: id, at });
      await claimRun(tx, { id, at, leaseSeconds: 60 });
    });
    return { id, attempt: 1 };
  }

  const findingAbout = (tenant: string, repId: string, tier: 'strong' | 'probable') =>
    withTenant(store().pool, tenant, (tx) =>
      recordFinding(tx, {
        id: randomUUID(),
        repId,
        pipelineId: 'p',
        stageId: 's',
        tier,
        since: at,
        lookAsOf: at,
        at,
        statisticalState: 'raised',
        modelVersion: '1',
        evidence: {},
      }),
    );

  it('is listed in its order, page by page, narrowed to people and tier, and replaced as a whole', async () => {
    const tenant = await store().newTenant();
    const token = await openLook(tenant);
    const [a, b] = [await findingAbout(tenant, 'a', 'probable'), await findingAbout(tenant, 'b', 'strong')];
    const write = (ids: readonly string[]) =>
      withTenant(store().pool, tenant, (tx) =>
        replaceLookFindings(
          tx,
          token,
          ids.map((diagnosisId) => ({ diagnosisId, ...numbers })),
        ),
      );
    const list = async (filter: Partial<LookFindingFilter> = {}) => {
      const listed = await withTenant(store().pool, tenant, (tx) =>
        listLookFindings(tx, { runId: token.id, after: 0, limit: 10, ...filter }),
      );
      return listed.map(({ place, finding }) => [place, finding.repId]);
    };
    expect(await write([b.id, a.id])).toEqual({ kind: 'written' });
    expect(await list()).toEqual([
      [1, 'b'],
      [2, 'a'],
    ]);
    expect(await list({ after: 1 })).toEqual([[2, 'a']]);
    expect(await list({ limit: 1 })).toEqual([[1, 'b']]);
    expect(await list({ repIds: ['a', 'c'] })).toEqual([[2, 'a']]);
    expect(await list({ tier: 'strong' })).toEqual([[1, 'b']]);
    expect(await list({ pipelineId: 'q' })).toEqual([]);
    await write([a.id]);
    expect(await list()).toEqual([[1, 'a']]);
    const [standing] = await withTenant(store().pool, tenant, (tx) =>
      listLookFindings(tx, { runId: token.id, after: 0, limit: 1 }),
    );
    expect(standing).toEqual({ place: 1, finding: a, ...numbers });
  });

  it('is written by the holder of the claim alone', async () => {
    const tenant = await store().newTenant();
    const token = await openLook(tenant);
    const lost = { ...token, attempt: token.attempt - 1 };
    const written = await withTenant(store().pool, tenant, (tx) => replaceLookFindings(tx, lost, []));
    expect(written).toEqual({ kind: 'claim_lost' });
  });
});
