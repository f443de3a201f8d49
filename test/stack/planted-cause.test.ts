/** From events over HTTP to a finding and what may be behind it, on an organisation whose gaps and their causes are known. */
import { diagnosesAnswer } from '@stepup/contracts';
import { simulateOrganisation } from '@stepup/simulator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HttpInstance, readBodyAs, startHttpInstance } from '../contract/http-instance.ts';

const tenant = 'planted';
const endsAt = '2026-11-22T06:00:00.000000Z';
const { events, truth } = simulateOrganisation({ seed: 1, endsAt });
/** What the planted causes of these steps show in: the days after a lead came in, the first ten days of a step. */
const skillShownAt: Readonly<Record<string, string>> = { lead: 'speed_to_lead', contacted: 'cadence' };

let product: HttpInstance;
beforeAll(async () => {
  product = await startHttpInstance();
  let batch: unknown[] = [];
  const send = async (): Promise<void> => {
    expect(await product.send(tenant, batch)).toMatchObject({ status: 202, body: { rejected: [] } });
    batch = [];
  };
  for (const event of events) {
    // Coaching events are the product's own.
    if (event.type.startsWith('coaching.')) continue;
    batch.push(event);
    if (batch.length === 5_000) await send();
  }
  await send();
}, 300_000);
afterAll(() => product.stop());

it('finds gaps that were planted, and names what they were made from', async () => {
  const ask = () => product.get(tenant, `/v1/diagnoses?as_of=${endsAt}`);
  await expect.poll(async () => (await ask()).status, { timeout: 240_000, interval: 1_000 }).toBe(200);
  const { items } = readBodyAs(diagnosesAnswer, await ask());
  const planted = items.filter(({ rep_id, stage_id }) =>
    truth.gaps.some((gap) => gap.rep_id === rep_id && gap.stage_id === stage_id),
  );
  expect(planted.length).toBeGreaterThan(0);
  const shown = planted.filter(({ stage_id }) => stage_id in skillShownAt);
  expect(shown.length).toBeGreaterThan(0);
  for (const { rep_id, stage_id, hypotheses } of shown) {
    const named = hypotheses.map(({ skill_id }) => skill_id);
    expect(named, `of ${rep_id} at ${stage_id}`).toContain(skillShownAt[stage_id]);
  }
}, 300_000);
