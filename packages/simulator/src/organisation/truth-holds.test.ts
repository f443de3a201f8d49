import { describe, expect, it } from 'vitest';
import type { SimulatedEvent } from '../simulated-event.ts';
import { observeCells } from './observed-cells.test-support.ts';
import { inverseLogit, logit } from './sales-process.ts';
import { simulateOrganisation } from './simulate-organisation.ts';
import type { Truth } from './truth.ts';

const endsAt = '2026-11-22T06:00:00.000000Z';
const seeds = [11, 12, 13];
const organisations = seeds.map((seed) => {
  const { truth, events } = simulateOrganisation({ seed, endsAt });
  return { truth, events: [...events] };
});

type Cell = Truth['cells'][number];

interface Agreement {
  /** By step, all reps and seeds together: observed minus expected advances in standard errors. */
  readonly stepZ: readonly number[];
  /** Mean squared z of the single cells: 1 where every cell agrees. */
  readonly meanSquare: number;
}

/** Compares what happened with what a truth says, leaving out what coaching changed. */
function compare(rateOf: (cell: Cell, truth: Truth) => number): Agreement {
  const byStep = new Map<string, { difference: number; variance: number }>();
  const squares: number[] = [];
  for (const { truth, events } of organisations) {
    for (const { cell, entered, advanced } of observeUncoached(truth, events)) {
      const rate = rateOf(cell, truth);
      const variance = entered * rate * (1 - rate);
      const sum = byStep.get(cell.stage_id) ?? { difference: 0, variance: 0 };
      sum.difference += advanced - entered * rate;
      sum.variance += variance;
      byStep.set(cell.stage_id, sum);
      if (entered >= 15) squares.push((advanced - entered * rate) ** 2 / variance);
    }
  }
  return {
    stepZ: [...byStep.values()].map(({ difference, variance }) => difference / Math.sqrt(variance)),
    meanSquare: squares.reduce((sum, square) => sum + square, 0) / squares.length,
  };
}

function observeUncoached(truth: Truth, events: readonly SimulatedEvent[]) {
  const cellOf = (repId: string, stageId: string): Cell | undefined =>
    truth.cells.find((cell) => cell.rep_id === repId && cell.stage_id === stageId);
  const observed = observeCells(truth, events, (repId, stageId, enteredMs) => {
    const coached = cellOf(repId, stageId)?.coached ?? null;
    return coached === null || enteredMs < Date.parse(coached.from);
  });
  return observed.flatMap(({ repId, stageId, entered, advanced }) => {
    const cell = cellOf(repId, stageId);
    return cell === undefined ? [] : [{ cell, entered, advanced }];
  });
}

function agrees({ stepZ, meanSquare }: Agreement): boolean {
  // Five sums: a true truth fails about once in 3,000 sets of seeds. 350 cells: the standard error of their mean
  // square is about 0.075.
  return stepZ.every((z) => Math.abs(z) < 4) && meanSquare > 0.75 && meanSquare < 1.3;
}

describe(`the truth, seeds ${seeds.join(', ')}`, () => {
  it('is what happens, step by step and cell by cell', () => {
    const agreement = compare(({ rate }) => rate);
    expect(agrees(agreement), JSON.stringify(agreement)).toBe(true);
  });

  const faults: [string, (cell: Cell, truth: Truth) => number][] = [
    [
      'one step is off by 0.15 logit',
      ({ stage_id, rate }) => (stage_id === 'contacted' ? inverseLogit(logit(rate) + 0.15) : rate),
    ],
    [
      'the gaps were not planted',
      ({ planted_gap_logit, rate }) => inverseLogit(logit(rate) - (planted_gap_logit ?? 0)),
    ],
    [
      'natural skill was left out',
      ({ typical, rate, planted_gap_logit }) => (planted_gap_logit === null ? typical : rate),
    ],
    [
      'skills went to the wrong reps',
      (cell, truth) => truth.cells[(truth.cells.indexOf(cell) + 5) % truth.cells.length]?.rate ?? 0.5,
    ],
  ];
  it.each(faults)('would not be believed if %s', (_, faultyRate) => {
    const agreement = compare(faultyRate);
    expect(agrees(agreement), JSON.stringify(agreement)).toBe(false);
  });

  it('has planted gaps that are really low', () => {
    for (const size of [-0.8, -0.5]) {
      let entered = 0;
      let advanced = 0;
      let typical = 0;
      for (const { truth, events } of organisations) {
        for (const row of observeUncoached(truth, events).filter(
          ({ cell }) => cell.planted_gap_logit === size,
        )) {
          entered += row.entered;
          advanced += row.advanced;
          typical += row.entered * row.cell.typical;
        }
      }
      // A gap of 0.5 takes about 12 of 60 points off, one of 0.8 about 19.
      expect(advanced / typical, `gap ${size}: ${advanced} of ${entered}, typical ${typical}`).toBeLessThan(
        size === -0.8 ? 0.75 : 0.85,
      );
    }
  });

  it('has coaching that changes the rate of the campaign and not the rate of the other', () => {
    const sum = { z: 0, variance: 0, uselessZ: 0, uselessVariance: 0, shift: 0 };
    for (const { truth, events } of organisations) {
      const after = observeCells(truth, events, (repId, stageId, enteredMs) => {
        const cell = truth.cells.find((other) => other.rep_id === repId && other.stage_id === stageId);
        return (
          cell?.coached !== null && cell?.coached !== undefined && enteredMs >= Date.parse(cell.coached.from)
        );
      });
      for (const { repId, stageId, entered, advanced } of after) {
        const cell = truth.cells.find((other) => other.rep_id === repId && other.stage_id === stageId);
        if (cell?.coached === null || cell?.coached === undefined) continue;
        const { rate, effect_logit } = cell.coached;
        const variance = entered * rate * (1 - rate);
        if (effect_logit === 0) {
          sum.uselessZ += advanced - entered * cell.rate;
          sum.uselessVariance += variance;
        } else {
          sum.z += advanced - entered * rate;
          sum.shift += advanced - entered * cell.rate;
          sum.variance += variance;
        }
      }
    }
    expect(Math.abs(sum.z) / Math.sqrt(sum.variance)).toBeLessThan(3.5);
    expect(sum.shift / Math.sqrt(sum.variance)).toBeGreaterThan(4);
    expect(Math.abs(sum.uselessZ) / Math.sqrt(sum.uselessVariance)).toBeLessThan(3.5);
  });
});
