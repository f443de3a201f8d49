import { DEFAULT_THRESHOLDS, diagnoseTeam, type DiagnosisCell } from '@stepup/diagnosis';
import { describe, expect, it } from 'vitest';
import {
  campaignGoals,
  cellGoals,
  coachingGoals,
  type Goal,
  hypothesisGoals,
  leverGoals,
  managerGoals,
  meets,
  sizes,
  timeGoals,
} from './goals.ts';
import {
  funnel,
  judgeSize,
  measureDiagnosis,
  type Measures,
  nameCampaignMeasures,
  nameCoachingMeasures,
  nameHypothesisMeasures,
  nameLeverMeasures,
  nameManagerMeasures,
  team,
  trueEffects,
} from './measure-all.ts';
import { measureCampaigns } from './measure-campaigns.ts';
import { measureCoaching } from './measure-coaching.ts';
import { measureHypotheses } from './measure-hypotheses.ts';
import { measureLevers } from './measure-levers.ts';
import { measureManagers } from './measure-managers.ts';
import type { JudgedMethod } from './measure-cells.ts';
import { measureTime } from './measure-time.ts';

/** Always the same teams, so that a measure that drops under its line did so by a change of the method. */
const seeds = Array.from({ length: 30 }, (_, i) => i + 1);
const lastSeeds = Array.from({ length: 30 }, (_, i) => i + 61);
const moreSeeds = Array.from({ length: 30 }, (_, i) => i + 31);

function findMissed(measures: Measures, goals: Readonly<Record<string, Goal>>): string[] {
  return Object.entries(goals).flatMap(([name, goal]) => {
    const value = measures[name];
    if (value === undefined) throw new Error(`nothing measures ${name}`);
    return meets(value, goal) ? [] : [`${name}: ${value} (${JSON.stringify(goal)})`];
  });
}

describe('the method, on simulated teams', () => {
  it.each(sizes)('says what is true at about $n deals a cell', ({ n, entriesPerCell }) => {
    // About 40 deals is where a recall is held against a line, and thirty teams would leave it a standard error of .03.
    const { cells, ofEquals } = judgeSize(entriesPerCell, n === 40 ? [...seeds, ...moreSeeds] : seeds);
    expect(findMissed(measureDiagnosis(cells, ofEquals), cellGoals[n])).toEqual([]);
  });

  it('finds the best lever, and does not promise more than it brings', () => {
    const levers = measureLevers({ ...funnel, entriesPerCell: 44 }, seeds.slice(0, 12));
    const { ['levers: calibration of P(best), worst bin']: _, ...goals } = leverGoals;
    expect(findMissed(nameLeverMeasures(levers), goals)).toEqual([]);
  });

  it('names the right reasons', () => {
    expect(findMissed(nameHypothesisMeasures(measureHypotheses(40, seeds)), hypothesisGoals)).toEqual([]);
  });

  it('tells coaching that works from coaching that does not', () => {
    // A share near one half has a standard error of .05 with ninety teams.
    const byEffect = new Map(
      trueEffects.map(
        (effect) =>
          [effect, measureCoaching({ effect, deals: 30 }, [...seeds, ...moreSeeds, ...lastSeeds])] as const,
      ),
    );
    expect(findMissed(nameCoachingMeasures(byEffect), coachingGoals)).toEqual([]);
    const none = byEffect.get(0);
    // The usual ways, which the product is there to replace.
    expect(none?.beforeAfter.bias).toBeGreaterThan(0.4);
    expect(none?.differenceInDifferences.bias).toBeGreaterThan(0.3);
  });

  it('tells by lot whether a campaign worked', () => {
    const byEffect = new Map(
      trueEffects.map(
        (effect) =>
          [effect, measureCampaigns({ effect, deals: 90, people: 8 }, [...seeds, ...moreSeeds])] as const,
      ),
    );
    expect(findMissed(nameCampaignMeasures(byEffect), campaignGoals)).toEqual([]);
    expect(byEffect.get(0)?.beforeAfter.worked).toBeGreaterThan(0.4);
  });

  // 160 managers, each with three histories of a team: what intervals cover has a standard error of .03 then.
  it('tells who coaches well from twelve plans each, and says nothing on seven', { timeout: 240_000 }, () => {
    const measures = nameManagerMeasures(measureManagers(12, seeds.slice(0, 20)), measureManagers(7, [1]));
    expect(findMissed(measures, managerGoals)).toEqual([]);
  });

  it('does not flap', () => {
    expect(
      findMissed(
        {
          'time: changes of probable per 100 cells and year': measureTime(
            { ...team, dealsPerMonth: 25 },
            [1, 2],
          ).probableChanges,
        },
        timeGoals,
      ),
    ).toEqual([]);
  });
});

describe('a method that got worse drops below its line', () => {
  const few = seeds.slice(0, 10);
  const change =
    (changed: (cell: DiagnosisCell) => Partial<DiagnosisCell>): JudgedMethod =>
    (input) =>
      diagnoseTeam(input).cells.map((cell) => ({ ...cell, ...changed(cell) }));
  /** Flags whatever is more likely a gap than it would be by chance, however many that makes. */
  const credulous: JudgedMethod = (input) => {
    const probable = { fdr: 0.9, pGap: 0.15 };
    return diagnoseTeam(input, { thresholds: { ...DEFAULT_THRESHOLDS, probable } }).cells;
  };
  /** The rule that the method is there to replace. */
  const belowTheMean = change(({ rawRate, typical }) => ({
    tier: (rawRate ?? 1) < 0.9 * (typical ?? 0) ? 'strong' : 'none',
  }));
  const unshrunken = change(({ rawRate }) => ({ rate: rawRate }));
  const overSure = change(({ rate, interval }) => {
    if (rate === null || interval === null) return {};
    const { lower, upper } = interval;
    return { interval: { lower: rate - (rate - lower) / 3, upper: rate + (upper - rate) / 3 } };
  });
  const timid = change(() => ({ tier: 'none' }));
  const inverted = change(({ pGap }) => ({ pGap: pGap === null ? null : 1 - pGap }));

  it.each<[string, JudgedMethod, readonly string[]]>([
    ['flags too easily', credulous, ['probable: PPV', 'flags where nobody differs: probable']],
    ['compares raw rates', belowTheMean, ['strong: PPV', 'flags where nobody differs: strong']],
    ['does not shrink', unshrunken, ['RMSE of the rate']],
    ['is too sure of its rates', overSure, ['coverage of 90 % intervals']],
    ['never dares', timid, ['strong: recall20', 'probable: recall20']],
    ['says the opposite of what is likely', inverted, ['calibration of P(gap), worst bin']],
  ])('where it %s', (_how, method, dropped) => {
    const { cells, ofEquals } = judgeSize(44, few, method);
    const missed = findMissed(measureDiagnosis(cells, ofEquals), cellGoals[40]);
    for (const name of dropped) expect(missed.join('\n')).toContain(`${name}: `);
  });
});
