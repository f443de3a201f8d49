import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideOutcome, type EffectLook } from './decide-outcome.ts';
import { judgeBehaviour } from './judge-behaviour.ts';
import { judgeEffect } from './judge-effect.ts';
import { planDecision } from './plan-decision.ts';

function looksOf(...readings: EffectLook['reading'][]): EffectLook[] {
  return readings.map((reading, i) => ({ asOfDays: 30 * (i + 1), reading }));
}

describe('the outcome verdict', () => {
  it.each([
    ['nothing looked at yet', [], 120, 'too_early', null],
    ['one good look is a look', ['worked'], 120, 'too_early', null],
    ['two in a row decide early', ['unclear', 'worked', 'worked', 'unclear'], 120, 'worked', 90],
    ['two falls in a row decide early', ['fell', 'fell'], 120, 'fell', 60],
    ['a break in the row starts anew', ['worked', 'unclear', 'worked'], 120, 'too_early', null],
    ['worked then fell is no row', ['worked', 'fell'], 120, 'too_early', null],
    ['the planned date decides', ['unclear', 'unclear', 'worked'], 90, 'worked', 90],
    ['the planned date without a sign', ['unclear', 'worked', 'unclear'], 90, 'no_evidence', 90],
    ['later looks change nothing', ['unclear', 'unclear', 'worked', 'worked'], 60, 'no_evidence', 60],
  ] as const)('%s', (_, readings, plannedDays, verdict, decidedDays) => {
    expect(decideOutcome(looksOf(...readings), plannedDays)).toEqual({ verdict, decidedDays });
  });

  it('never changes by a further look once it stands', () => {
    const reading = fc.constantFrom('worked', 'fell', 'unclear');
    fc.assert(
      fc.property(
        fc.array(reading),
        fc.array(reading),
        fc.integer({ min: 1, max: 400 }),
        (past, more, planned) => {
          const then = decideOutcome(looksOf(...past), planned);
          if (then.decidedDays === null) return;
          expect(decideOutcome(looksOf(...past, ...more), planned)).toEqual(then);
        },
      ),
    );
  });

  it.each([
    [0.97, 0.4, 'worked'],
    [0.97, 0.1, 'unclear'],
    [0.94, 0.4, 'unclear'],
    [0.04, -0.4, 'unclear'],
    [0.01, -0.4, 'fell'],
  ] as const)('reads P(rise) %f and mean %f as %s', (pRise, mean, reading) => {
    expect(judgeEffect({ pRise, mean })).toBe(reading);
  });
});

describe('when it can be told', () => {
  const person = { baselineDeals: 30, entriesPerDay: 0.5 };
  const question = {
    controls: Array.from({ length: 16 }, () => person),
    squaredSpread: 0.09,
    quarterNoise: 0.15,
    rate: 0.5,
    rampDays: 14,
    horizonDays: 35,
  };

  it('is never for one person and a usual effect, and sooner for eight than for four', () => {
    expect(planDecision({ ...question, coached: [person] }).kind).not.toBe('decidable');
    const four = planDecision({ ...question, coached: Array.from({ length: 4 }, () => person) });
    const eight = planDecision({ ...question, coached: Array.from({ length: 8 }, () => person) });
    expect([four.kind, eight.kind]).toEqual(['decidable', 'decidable']);
    expect(eight.afterDays).toBeLessThan(four.afterDays);
  });

  it('needs about as many deals as the method publishes', () => {
    // Four pooled, 30 before: 74 each; eight: 22 each.
    const rich = { ...question, controls: Array.from({ length: 200 }, () => person) };
    const dealsFor = (people: number): number => {
      const planned = planDecision({
        ...rich,
        coached: Array.from({ length: people }, () => person),
      });
      return (planned.afterDays - 14 - 35) * 0.5;
    };
    expect(Math.abs(dealsFor(4) - 74)).toBeLessThan(30);
    expect(Math.abs(dealsFor(8) - 22)).toBeLessThan(8);
  });

  it('comes no later with more deals a day', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (rate, people) => {
          const at = (entriesPerDay: number): number =>
            planDecision({
              ...question,
              coached: Array.from({ length: people }, () => ({ ...person, entriesPerDay })),
            }).afterDays;
          const [slow, fast] = [
            planDecision({
              ...question,
              coached: Array.from({ length: people }, () => ({ ...person, entriesPerDay: rate })),
            }),
            planDecision({
              ...question,
              coached: Array.from({ length: people }, () => ({ ...person, entriesPerDay: 2 * rate })),
            }),
          ];
          if (slow.kind === fast.kind) expect(at(2 * rate)).toBeLessThanOrEqual(at(rate));
          else expect(fast.kind === 'not_decidable').toBe(false);
        },
      ),
    );
  });
});

describe('the behaviour verdict', () => {
  it.each([
    ['reached upwards', { wanted: 'at_least', target: 4, value: 4.1, n: 12 }, 'changed'],
    ['on the way up', { wanted: 'at_least', target: 4, value: 3.9, n: 12 }, 'not_yet'],
    ['reached downwards', { wanted: 'at_most', target: 20, value: 18, n: 12 }, 'changed'],
    ['the wrong way', { wanted: 'at_most', target: 20, value: 70, n: 12 }, 'not_yet'],
    ['too few to see', { wanted: 'at_least', target: 4, value: 9, n: 4 }, 'not_seen'],
    ['nothing to see', { wanted: 'at_least', target: 4, value: null, n: 30 }, 'not_seen'],
  ] as const)('%s', (_, measured, verdict) => {
    expect(judgeBehaviour(measured)).toBe(verdict);
  });
});
