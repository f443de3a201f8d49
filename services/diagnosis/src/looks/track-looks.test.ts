import type { DiagnosisCell } from '@stepup/diagnosis';
import { describe, expect, it } from 'vitest';
import { makeCell, teamOf } from './make-cell.test-support.ts';
import { gainByLever } from './gain-of-finding.ts';
import { chooseShown, listStanding } from './standing-findings.ts';
import { type Tracked, trackLook } from './track-looks.ts';

const monthEnds = ['01', '02', '03', '04', '05', '06'].map((month) => `2026-${month}-01T00:00:00.000000Z`);

/** Takes a look with these cells of team `t` at each month end. */
function replay(...looks: readonly (readonly Partial<DiagnosisCell>[])[]): Tracked {
  return looks.reduce<Tracked>((tracked, cells, index) => {
    const at = monthEnds[index];
    if (at === undefined) throw new Error('more looks than months');
    return trackLook(tracked, { at, modelVersion: '1', teams: [teamOf('t', ...cells.map(makeCell))] });
  }, new Map());
}

const sure = { pGap: 0.9 };
const unsure = { pGap: 0.7 };
const fine = { pGap: 0.1, tier: 'none' } as const;

describe('trackLook', () => {
  it('lets a sure finding stand at once, with the look that raised it as evidence', () => {
    const [finding] = listStanding(replay([fine], [sure], [{ ...unsure, rate: 0.45 }]));
    expect(finding).toMatchObject({
      repId: 'r1',
      tier: 'probable',
      since: monthEnds[1],
      looks: 3,
      evidence: { at: monthEnds[1], pGap: 0.9, rate: 0.42 },
      latest: { at: monthEnds[2], pGap: 0.7, rate: 0.45 },
    });
  });

  it('lets an unsure one stand at the second look in a row', () => {
    expect(listStanding(replay([unsure]))).toEqual([]);
    expect(listStanding(replay([unsure], [fine], [unsure]))).toEqual([]);
    expect(listStanding(replay([unsure], [unsure]))).toHaveLength(1);
  });

  it('takes a higher tier as a new finding with evidence of its own', () => {
    const strong = { tier: 'strong', pGap: 0.97 } as const;
    const [finding] = listStanding(replay([sure], [strong]));
    expect(finding).toMatchObject({ tier: 'strong', since: monthEnds[1], evidence: { pGap: 0.97 } });
  });

  it.each([
    ['without enough data', { state: 'not_enough_data', pGap: null, typical: null, tier: 'none' } as const],
    ['whose gap may be deals left open', { notes: ['open_not_decided'], tier: 'none', pGap: 0.9 } as const],
  ])('lets a finding fall after two looks %s', (_, silent) => {
    expect(listStanding(replay([sure], [silent]))).toHaveLength(1);
    expect(listStanding(replay([sure], [silent], [silent]))).toEqual([]);
  });

  it('shows nothing about people the last look does not have', () => {
    expect(listStanding(replay([sure], []))).toEqual([]);
    expect(listStanding(replay([sure], [], [sure]))).toHaveLength(1);
  });
});

describe('chooseShown', () => {
  it('takes three a team and one a rep, strong ones first, then by the deals that are missing', () => {
    const tracked = replay([
      { repId: 'r1', step: '["p","a"]', rate: 0.5 },
      { repId: 'r1', step: '["p","b"]', rate: 0.3 },
      { repId: 'r2', rate: 0.4 },
      { repId: 'r3', rate: 0.45, tier: 'strong', pGap: 0.99 },
      { repId: 'r4', rate: 0.51 },
    ]);
    const standing = listStanding(tracked);
    expect(standing).toHaveLength(5);
    expect(
      chooseShown(standing, gainByLever(new Map())).map(({ repId, step }) => [repId, step.slice(-3, -2)]),
    ).toEqual([
      ['r3', 's'],
      ['r1', 'b'],
      ['r2', 's'],
    ]);
  });

  it('counts each team for itself', () => {
    const teams = ['t', 'u'].map((key) =>
      teamOf(key, ...[1, 2, 3, 4].map((i) => makeCell({ repId: `${key}${i}` }))),
    );
    const tracked = trackLook(new Map(), { at: '2026-01-01T00:00:00.000000Z', modelVersion: '1', teams });
    expect(chooseShown(listStanding(tracked), gainByLever(new Map()))).toHaveLength(6);
  });
});
