/**
 * Every indicator of the process and its signs against the oracle's own reading, on simulated histories to which fast-check
 * adds what they say little of; the list behind each row with it, so that every number opens to exactly what it counts.
 */
import { simulateHistory } from '@stepup/simulator';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arbitraryAdditions } from '../support/engine/enrich-history.ts';
import { findDifferences } from '../support/engine/find-differences.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';

let tenants = 0;
let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
});
afterAll(() => started.stop());

describe('indicators and the lists behind them', () => {
  it('are what the oracle makes of random histories', async () => {
    const seeds = fc.integer({ min: 1, max: 100_000 });
    const history = seeds.chain((seed) => {
      const simulated = simulateHistory(seed, { deals: 6, activities: 8 });
      return arbitraryAdditions(
        ['d-1', 'd-2', 'd-3', 'd-4', 'd-5', 'd-6', 'new-1', 'new-2'],
        ['p-1', 'p-2'],
      ).map((more) => ({ seed, simulated, more }));
    });
    await fc.assert(
      fc.asyncProperty(history, async ({ seed, simulated, more }) => {
        tenants += 1;
        const told = [...simulated.events, ...more.map((event) => ({ specversion: '1.0', ...event }))];
        expect(
          await findDifferences(started.warehouse, told, simulated.asOf, seed, `history-${tenants}`),
        ).toEqual([]);
      }),
      { numRuns: 6, endOnFailure: true, seed: 20_261_128 },
    );
  });
});
