import { parseEvent } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { clauseNames } from './clause-names.test-support.ts';
import { findClauses } from './contract-clauses.test-support.ts';
import { simulateHistory } from './simulate-history.ts';

const seeds = Array.from({ length: 400 }, (_, seed) => seed);

describe('simulateHistory', () => {
  it('gives the same history for the same seed', () => {
    for (const seed of seeds.slice(0, 20)) {
      expect(JSON.stringify(simulateHistory(seed))).toBe(JSON.stringify(simulateHistory(seed)));
    }
    expect(simulateHistory(1)).not.toEqual(simulateHistory(2));
  });

  it('makes small histories of events that the contract accepts unchanged', () => {
    for (const seed of seeds) {
      const { events } = simulateHistory(seed);
      expect(events.length, `seed ${seed}`).toBeGreaterThanOrEqual(5);
      expect(events.length, `seed ${seed}`).toBeLessThanOrEqual(90);
      for (const event of events) {
        const parsed = parseEvent(event, { receivedAt: '2026-01-01T00:00:00.000000Z', tenant: 'example' });
        if (parsed.kind === 'refused') expect.fail(`seed ${seed}: ${JSON.stringify(parsed.problems)}`);
        expect([parsed.event.time, parsed.event.recordedtime]).toEqual([event.time, event.recordedtime]);
      }
    }
  });

  it('keeps identities unique when asked for no redeliveries', () => {
    for (const seed of seeds.slice(0, 100)) {
      const { events } = simulateHistory(seed, { redeliveries: false });
      expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size, `seed ${seed}`).toBe(
        events.length,
      );
    }
  });

  it('respects the sizes asked for', () => {
    for (const seed of seeds.slice(0, 50)) {
      const { events } = simulateHistory(seed, { deals: 1, reps: 1, activities: 0 });
      const ids = (field: string): Set<unknown> =>
        new Set(events.map(({ data }) => data[field]).filter((id) => typeof id === 'string'));
      expect(ids('activity_id').size).toBe(0);
      for (const dealId of ids('deal_id')) expect(['d-1', 'd-ghost']).toContain(dealId);
      for (const ownerId of ids('owner_id')) expect(['r-1', 'r-ghost']).toContain(ownerId);
    }
  });

  it('puts every clause of the contract to the test, three times or more in 400 seeds', () => {
    const counts = new Map(clauseNames.map((clause) => [clause, 0]));
    for (const seed of seeds) {
      for (const clause of findClauses(simulateHistory(seed)))
        counts.set(clause, (counts.get(clause) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([...clauseNames].sort());
    expect([...counts].filter(([, count]) => count < 3)).toEqual([]);
  });
});
