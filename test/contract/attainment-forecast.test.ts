/** The forecast of attainment on a simulated organisation: beside what then came, and as of the end. */
import type { Instant } from '@stepup/contracts';
import { simulateOrganisation } from '@stepup/simulator';
import { readCurrency, readIndicator, readTenantProfile, storeBatch } from '@stepup/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';

const tenant = 'forecast';
const batchEvents = 5_000;
/** Begin and end of quarters on the organisation's clock, and a moment within. */
const quarters = [
  ['2025-09-30T22:00:00.000000Z', '2025-11-01T00:00:00.000000Z', '2025-12-31T23:00:00.000000Z'],
  ['2025-09-30T22:00:00.000000Z', '2025-11-25T00:00:00.000000Z', '2025-12-31T23:00:00.000000Z'],
  ['2025-12-31T23:00:00.000000Z', '2026-02-01T00:00:00.000000Z', '2026-03-31T22:00:00.000000Z'],
  ['2025-12-31T23:00:00.000000Z', '2026-02-25T00:00:00.000000Z', '2026-03-31T22:00:00.000000Z'],
] as const;
const knownAt = '2026-04-09T00:00:00.000000Z';

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
  const { events } = simulateOrganisation({
    seed: 3,
    endsAt: '2026-04-10T00:00:00.000000Z',
    months: 15,
    scale: 0.5,
  });
  const accepted = acceptEvents(tenant, [...events]);
  for (let first = 0; first < accepted.length; first += batchEvents) {
    await storeBatch(started.warehouse, accepted.slice(first, first + batchEvents));
  }
}, 240_000);
afterAll(() => started.stop());

async function ask(
  id: 'attainment_forecast' | 'quota_attainment',
  from: Instant,
  asOf: Instant,
  to: Instant,
  by: 'rep' | null,
) {
  const { warehouse } = started;
  const profile = await readTenantProfile(warehouse, tenant);
  return readIndicator(warehouse, id, {
    tenant,
    from,
    to,
    asOf,
    timeZone: profile.timeZone,
    fiscalYearStartMonth: profile.fiscalYearStartMonth,
    currency: await readCurrency(warehouse, tenant, profile),
    by,
    reps: 'all',
  });
}

it('holds what came true for nine of ten salespeople, and is the same whoever asks again', async () => {
  let [told, covered, expected, came] = [0, 0, 0, 0];
  for (const [from, now, to] of quarters) {
    const forecasts = await ask('attainment_forecast', from, now, to, 'rep');
    expect(await ask('attainment_forecast', from, now, to, 'rep')).toEqual(forecasts);
    const truths = new Map(
      (await ask('quota_attainment', from, knownAt, to, 'rep')).map((row) => [row.key, row.value]),
    );
    for (const { key, value, interval } of forecasts) {
      const truth = truths.get(key);
      if (typeof value !== 'number' || typeof truth !== 'number' || interval === null) continue;
      const [low, high] = interval.map(Number);
      told += 1;
      if (truth >= (low ?? 0) - 1e-9 && truth <= (high ?? 0) + 1e-9) covered += 1;
      expected += value;
      came += truth;
    }
  }
  const figures = `${covered} of ${told} covered; expected ${(expected / came).toFixed(2)} of what came`;
  expect(told, figures).toBeGreaterThan(60);
  expect(covered / told, figures).toBeGreaterThan(0.8);
  expect(covered / told, figures).toBeLessThan(0.99);
  expect(Math.abs(expected / came - 1), figures).toBeLessThan(0.25);
});

it('never falls below what is won, and is that once the period is over', async () => {
  const [from, now, to] = quarters[2];
  const won = await ask('quota_attainment', from, now, to, null);
  const [forecast] = await ask('attainment_forecast', from, now, to, null);
  expect(Number(forecast?.interval?.[0])).toBeGreaterThanOrEqual(Number(won[0]?.value));
  expect(forecast?.n).toBeGreaterThan(0);
  const after = await ask('attainment_forecast', from, knownAt, to, null);
  const [truth] = await ask('quota_attainment', from, knownAt, to, null);
  expect(after[0]?.value).toBe(truth?.value);
  expect(after[0]?.interval).toEqual([truth?.value, truth?.value]);
});

it('says nothing of a period that has not begun', async () => {
  const [row] = await ask(
    'attainment_forecast',
    '2026-02-14T23:00:00.000000Z',
    '2026-02-01T00:00:00.000000Z',
    quarters[2][2],
    null,
  );
  expect(row).toMatchObject({ value: null, reason_if_null: 'no_observations' });
});
