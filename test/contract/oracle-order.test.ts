import { simulateHistory } from '@stepup/simulator';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOracle, type OraclePeriod } from '../support/oracle/create-oracle.ts';
import type { OracleEvent } from '../support/oracle/oracle-event.ts';

const groupings = ['none', 'rep', 'team', 'manager', 'segment', 'product', 'week', 'month'] as const;
const period = { from: '2025-03-01', to: '2025-07-01' };

/** Everything the oracle can say about a history. */
function answerAll(events: readonly OracleEvent[], asOf: string, pipelineIds: readonly string[]) {
  const oracle = createOracle(events);
  const queries = groupings.map((by): OraclePeriod => ({ ...period, asOf, by }));
  return {
    ignoredMerges: oracle.ignoredMerges,
    defaultAsOf: oracle.defaultAsOf('2025-04-20T00:00:00Z'),
    deals: oracle.deals(asOf),
    steps: oracle.steps(asOf),
    closes: oracle.closes(asOf),
    activities: oracle.activities(asOf),
    contacts: oracle.contactsPerDeal(asOf),
    responses: oracle.firstResponseTime(asOf),
    funnels: pipelineIds.flatMap((pipeline) => queries.map((query) => oracle.funnel({ ...query, pipeline }))),
    winRates: queries.map((query) => oracle.winRate(query)),
    revenues: queries.map((query) => oracle.wonRevenue(query)),
  };
}

const histories = fc.nat().map((seed) => simulateHistory(seed));

describe('random histories', () => {
  it('are read the same in any order and with any repetitions', () => {
    const shuffled = histories.chain((history) =>
      fc.record({
        history: fc.constant(history),
        order: fc.shuffledSubarray([...history.events], { minLength: history.events.length }),
        again: fc.subarray([...history.events]),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ history: { events, asOf, pipelineIds }, order, again }) => {
        expect(answerAll([...again, ...order], asOf, pipelineIds)).toEqual(
          answerAll(events, asOf, pipelineIds),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('have entered = advanced + lost + open, and every step entered is passed over the one before', () => {
    fc.assert(
      fc.property(histories, ({ events, asOf, pipelineIds }) => {
        const oracle = createOracle(events);
        for (const pipeline of pipelineIds) {
          for (const { steps } of oracle.funnel({ ...period, asOf, pipeline })) {
            for (const step of steps) expect(step.entered).toBe(step.advanced + step.lost + step.open);
          }
        }
        const steps = oracle.steps(asOf);
        for (const [index, step] of steps.entries()) {
          expect(step.enteredAt < asOf).toBe(true);
          const ends = [step.advancedAt, step.lostAt, step.pausedAt].filter((end) => end !== null);
          expect(ends.length).toBeLessThanOrEqual(1);
          for (const end of ends) expect(end >= step.enteredAt && end < asOf).toBe(true);
          if (step.skipped) expect(step.advancedAt).toBe(step.enteredAt);
          const next = steps[index + 1];
          if (next?.dealId === step.dealId && next.pipelineId === step.pipelineId) {
            expect(step).toMatchObject({ state: 'advanced', advancedAt: next.enteredAt });
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('do not let what happens to deals at as_of or later change what was before', () => {
    fc.assert(
      fc.property(histories, ({ asOf, ...history }) => {
        // A deletion or a restoration known today applies to all times, so such histories are left aside.
        const events = history.events.filter(({ type }) => type !== 'sales.deal.deleted.v1');
        const identities = new Set(events.map(({ source, id }) => `${source}/${id}`));
        fc.pre(identities.size === new Set(events.map((event) => JSON.stringify(event))).size);
        const known = events.filter(({ type, time }) => type !== 'sales.deal.changed.v1' || time < asOf);
        expect(createOracle(known).steps(asOf)).toEqual(createOracle(events).steps(asOf));
      }),
      { numRuns: 200 },
    );
  });
});
