import { describe, expect, it } from 'vitest';
import { aalenJohansen, type Watched } from '../support/oracle/aalen-johansen.ts';
import { createOracle, type Oracle } from '../support/oracle/create-oracle.ts';
import { createEventTeller, day, threeSteps } from '../support/oracle/event-teller.ts';
import type { OracleEvent } from '../support/oracle/oracle-event.ts';

const says = createEventTeller();

/** The stages of one deal, ten days apart. */
function walk(...stages: string[]): Oracle {
  return createOracle([
    says.pipeline(0),
    ...stages.map((stageId, index) => says.stage(index * 10, 'd', stageId)),
  ]);
}

function statesOf(oracle: Oracle, asOf = day(1000)): Record<string, string> {
  return Object.fromEntries(
    oracle.steps(asOf).map((step) => [step.stageId, step.skipped ? `${step.state}, skipped` : step.state]),
  );
}

describe('§2 golden cases', () => {
  const [adv, skipped, lost, open] = ['advanced', 'advanced, skipped', 'lost', 'open'];
  it.each([
    ['A B won', { A: adv, B: adv, C: skipped }],
    ['A C lost', { A: adv, B: skipped, C: lost }],
    ['B lost', { B: lost }],
    ['A B A lost', { A: adv, B: lost }],
    ['A B lost B', { A: adv, B: open }],
    ['A B C won C lost', { A: adv, B: adv, C: lost }],
    ['A lost B', { A: adv, B: open }],
    ['A B won B lost', { A: adv, B: lost }],
    ['won', {}],
  ])('%s', (path, expected) => {
    expect(statesOf(walk(...path.split(' ')))).toEqual(expected);
  });

  it('credits a step to who owned the deal longest as of then', () => {
    const oracle = createOracle([
      says.pipeline(0),
      says.stage(0, 'd', 'A', { owner_id: 'r1' }),
      says.changed(10, 'd', { owner_id: 'r2' }),
    ]);
    expect(oracle.steps(day(15)).map(({ creditedRep }) => creditedRep)).toEqual(['r1']);
    expect(oracle.steps(day(25)).map(({ creditedRep }) => creditedRep)).toEqual(['r2']);
  });
});

describe('§2 derived history', () => {
  it('counts events before as_of, not at it', () => {
    const oracle = walk('A', 'B');
    expect(statesOf(oracle, day(10))).toEqual({ A: 'open' });
    expect(statesOf(oracle, '2025-01-11T00:00:00.000001Z')).toEqual({ A: 'advanced', B: 'open' });
  });

  it('leaves the last step without a next one', () => {
    expect(
      walk('A', 'C')
        .steps(day(99))
        .map((step) => [step.stageId, step.nextStageId]),
    ).toEqual([
      ['A', 'B'],
      ['B', 'C'],
      ['C', null],
    ]);
  });

  it('takes the definition in force when the deal entered the pipeline', () => {
    const [a, , c, ...rest] = threeSteps;
    const withoutB = [{ ...a }, { ...c }, ...rest];
    const oracle = createOracle([
      says.pipeline(0),
      says.pipeline(20, withoutB),
      says.stage(5, 'early', 'A'),
      says.stage(30, 'early', 'C'),
      says.stage(20, 'late', 'A'),
      says.stage(30, 'late', 'C'),
    ]);
    expect(oracle.steps(day(99)).map((step) => `${step.dealId} ${step.stageId}`)).toEqual([
      'early A',
      'early B',
      'early C',
      'late A',
      'late C',
    ]);
  });

  it('leaves a deal open and no longer ageing in the pipeline it moved away from', () => {
    const oracle = createOracle([
      says.pipeline(0),
      says.pipeline(0, threeSteps, 'q'),
      says.stage(1, 'd', 'B'),
      says.changed(11, 'd', { pipeline_id: 'q', stage_id: 'A' }),
      says.changed(21, 'd', { stage_id: 'lost' }),
    ]);
    expect(oracle.steps(day(99))).toMatchObject([
      { pipelineId: 'p', stageId: 'B', state: 'open', pausedAt: day(11) },
      { pipelineId: 'q', stageId: 'A', state: 'lost', lostAt: day(21), pausedAt: null },
    ]);
    const [row] = oracle.funnel({
      from: day(0),
      to: day(99),
      asOf: day(99),
      pipeline: 'p',
      horizonDays: { B: 11 },
    });
    expect(row?.steps.find(({ stageId }) => stageId === 'B')?.mature.entered).toBe(0);
  });

  it('lets a deal in a stage nobody knows stand nowhere', () => {
    expect(statesOf(walk('A', 'ghost', 'lost'))).toEqual({ A: 'lost' });
    expect(statesOf(walk('A', 'lost', 'ghost'))).toEqual({ A: 'lost' });
  });

  it('gives a deal first seen in an outcome stage no steps even when it is reopened', () => {
    const oracle = walk('won', 'B', 'won');
    expect(oracle.steps(day(99))).toEqual([]);
    expect(oracle.closes(day(99))).toMatchObject([{ outcome: 'won', at: day(20) }]);
  });

  it('enters and advances a skipped step at once, for the owner at that instant', () => {
    const oracle = createOracle([
      says.pipeline(0),
      says.stage(0, 'd', 'A', { owner_id: 'r1' }),
      says.stage(9, 'd', 'C', { owner_id: 'r2' }),
    ]);
    expect(oracle.steps(day(99))[1]).toMatchObject({
      stageId: 'B',
      enteredAt: day(9),
      advancedAt: day(9),
      creditedRep: 'r2',
    });
  });

  it.each([
    ['time without owner does not count', [null, 'r1', null], 'r1'],
    ['of equals the later owner', ['r1', 'r2'], 'r2'],
    ['shares of one owner add up', ['r1', 'r1', 'r1', 'r2', 'r2'], 'r1'],
    ['nobody', [null], 'unassigned'],
  ])('credited rep: %s', (_, owners, expected) => {
    const oracle = createOracle([
      says.pipeline(0),
      ...owners.map((owner, index) => says.stage(index, 'd', 'A', { owner_id: owner })),
      says.stage(owners.length, 'd', 'B', { owner_id: 'r9' }),
    ]);
    expect(oracle.steps(day(99))[0]?.creditedRep).toBe(expected);
  });

  it('credits nobody for what follows the advance, even within one instant', () => {
    const oracle = createOracle([
      says.pipeline(0),
      says.stage(0, 'd', 'A', { owner_id: 'r1' }),
      says.stage(0, 'd', 'B'),
      says.stage(0, 'd', 'A', { owner_id: 'r2' }),
    ]);
    expect(oracle.steps(day(9))[0]).toMatchObject({ stageId: 'A', advancedAt: day(0), creditedRep: 'r1' });
  });

  it('takes segment and product as they stood at entry', () => {
    const oracle = createOracle([
      says.pipeline(0),
      says.stage(0, 'd', 'A', { product: 'x' }),
      says.changed(1, 'd', { segment: 's', product: null }),
      says.stage(2, 'd', 'B'),
    ]);
    expect(oracle.steps(day(9)).map(({ segment, product }) => [segment, product])).toEqual([
      ['unknown', 'x'],
      ['s', 'unknown'],
    ]);
  });
});

describe('rates', () => {
  const ends = ['advanced', 'lost', 'censored', 'advanced', 'censored', 'lost'] as const;
  const watched: Watched[] = ends.map((end, index) => ({ duration: index + 1, end }));

  it('is 7/18 for times 1 to 6 with ends 1 2 0 1 0 2 at 6', () => {
    expect(aalenJohansen(watched, 6)).toBeCloseTo(7 / 18, 14);
  });

  it('counts what happens exactly at the horizon', () => {
    expect(aalenJohansen(watched, 4)).toBeCloseTo(7 / 18, 14);
    expect(aalenJohansen(watched, 3.99)).toBeCloseTo(1 / 6, 14);
  });

  it('puts events before censorings of the same time', () => {
    expect(
      aalenJohansen(
        [
          { duration: 1, end: 'censored' },
          { duration: 1, end: 'advanced' },
        ],
        1,
      ),
    ).toBe(0.5);
  });

  it('is null where nothing entered', () => {
    expect(aalenJohansen([], 6)).toBeNull();
  });

  it('counts skipped deals as advanced after no time, and the mature ones by age', () => {
    const oracle = createOracle([
      says.pipeline(0),
      says.stage(0, 'skips', 'A'),
      says.stage(5, 'skips', 'C'),
      says.stage(0, 'slow', 'B'),
      says.stage(20, 'slow', 'C'),
      says.stage(16, 'young', 'B'),
    ]);
    const [row] = oracle.funnel({
      from: day(0),
      to: day(30),
      asOf: day(30),
      pipeline: 'p',
      horizonDays: { A: 15, B: 15, C: 15 },
    });
    expect(row?.key).toBe('all');
    expect(row?.steps[1]).toEqual({
      stageId: 'B',
      entered: 3,
      advanced: 2,
      lost: 0,
      open: 1,
      skipped: 1,
      mature: { entered: 2, advanced: 1 },
      rate: 1 / 3,
      horizonDays: 15,
    });
  });
});

describe('ages', () => {
  const horizonDays = { A: 10, B: 10, C: 10 };
  const onStageA = (asOfDay: number, ...events: OracleEvent[]) =>
    createOracle([says.pipeline(0), ...events]).funnel({
      from: day(0),
      to: day(30),
      asOf: day(asOfDay),
      pipeline: 'p',
      horizonDays,
    })[0]?.steps[0];

  it('makes an entry mature the moment it is as old as the horizon', () => {
    const entry = says.stage(1, 'd', 'A');
    expect(onStageA(10.999, entry)?.mature.entered).toBe(0);
    expect(onStageA(11, entry)?.mature.entered).toBe(1);
  });

  it('watches a deal that left the pipeline only until then', () => {
    const events = [
      says.stage(0, 'leaves', 'A'),
      says.changed(1, 'leaves', { pipeline_id: null }),
      says.stage(0, 'stays', 'A'),
      says.stage(5, 'stays', 'B'),
    ];
    expect(onStageA(20, ...events)?.rate).toBe(1);
  });
});
