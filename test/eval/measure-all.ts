import {
  calibrateGaps,
  isProbableOrBetter,
  isStrong,
  type JudgedCell,
  type JudgedMethod,
  judgeTeams,
  measureFlags,
  measureRates,
  worstBin,
} from './measure-cells.ts';
import type { CampaignQuality } from './measure-campaigns.ts';
import type { CoachingQuality } from './measure-coaching.ts';
import type { ManagerQuality } from './measure-managers.ts';
import type { HypothesisQuality } from './measure-hypotheses.ts';
import type { LeverQuality } from './measure-levers.ts';
import type { TeamStress } from '@stepup/simulator';

/** 20 reps × 4 steps, a gap of −0.8 logits in a tenth of the cells, natural spread besides, noisy months. */
export const team = { reps: 20, steps: 4, spread: 0.25, gapShare: 0.1, gap: -0.8, monthNoise: 0.15 };
/** Months stay a little noisy where nobody differs. */
const equals = { ...team, spread: 0, gapShare: 0, monthNoise: 0.1 };
/** Five steps whose base rates differ as they do in a funnel. */
export const funnel = { ...team, steps: 5, baseRange: 1 };

export const stresses: Readonly<Record<string, TeamStress>> = {
  'heavy-tailed skill': { heavyTails: true },
  'own cycle times (± 35 %)': { paceSpread: 0.35 },
  'owner changes (15 %)': { ownerChanges: 0.15 },
  'losses never recorded (half)': { lossesRecorded: 0.5 },
  'moves entered late (30 %)': { lateEntries: 0.3 },
  'bulk clean-ups (every 60 days)': { cleanUpEveryDays: 60 },
};

export type Measures = Readonly<Record<string, number>>;

export function measureDiagnosis(cells: readonly JudgedCell[], ofEquals: readonly JudgedCell[]): Measures {
  const strong = measureFlags(cells, isStrong);
  const probable = measureFlags(cells, isProbableOrBetter);
  const rates = measureRates(cells);
  return {
    'exposure a cell': rates.meanExposure,
    'strong: flags a team': strong.flagsPerTeam,
    'strong: PPV': strong.ppv,
    'strong: wrong sign': strong.wrongSign,
    'strong: recall20': strong.recall20,
    'probable: flags a team': probable.flagsPerTeam,
    'probable: PPV': probable.ppv,
    'probable: recall20': probable.recall20,
    'flags where nobody differs: probable': measureFlags(ofEquals, isProbableOrBetter).flagsPerTeam,
    'flags where nobody differs: strong': measureFlags(ofEquals, isStrong).flagsPerTeam,
    'RMSE of the rate': rates.error,
    'RMSE of the raw rate': rates.rawError,
    'coverage of 90 % intervals': rates.coverage,
    'calibration of P(gap), worst bin': worstBin(calibrateGaps(cells, 'typical')),
    'the same against the mean colleague': worstBin(calibrateGaps(cells, 'mean')),
  };
}

export function judgeSize(
  entriesPerCell: number,
  seeds: readonly number[],
  method?: JudgedMethod,
): { readonly cells: JudgedCell[]; readonly ofEquals: JudgedCell[] } {
  return {
    cells: judgeTeams({ ...team, entriesPerCell }, seeds, method),
    ofEquals: judgeTeams({ ...equals, entriesPerCell }, seeds, method),
  };
}

export function nameLeverMeasures(levers: LeverQuality): Measures {
  return {
    'levers: share of the best achievable gain': levers.captured,
    'levers: predicted / true gain': levers.predictedOverTrue,
    'levers: coverage of 80 % intervals': levers.coverage,
    'levers: calibration of P(best), worst bin': levers.worstCalibration,
    'the lowest raw rate: share of the best achievable gain': levers.capturedByLowestRate,
    'raw plug-in: share of the best achievable gain': levers.capturedByPlugIn,
    'raw plug-in: predicted / true gain': levers.plugInOverTrue,
  };
}

export function nameHypothesisMeasures(hypotheses: HypothesisQuality): Measures {
  return {
    'hypotheses: flagged gaps': hypotheses.flagged,
    'hypotheses: right cause named': hypotheses.rightNamed,
    'hypotheses: right cause named first': hypotheses.rightFirst,
    'hypotheses: decoy named': hypotheses.decoyNamed,
    'hypotheses: nothing visible': hypotheses.notVisible,
    'biggest deviation from the team: right': hypotheses.biggestDeviation,
  };
}

/** Effects of coaching that are true, log-odds. */
export const trueEffects = [0, 0.5, 0.8] as const;

export function nameCoachingMeasures(
  byEffect: ReadonlyMap<(typeof trueEffects)[number], CoachingQuality>,
): Measures {
  const none = byEffect.get(0);
  if (none === undefined) throw new Error('coaching without effect is measured');
  const all = [...byEffect.values()];
  return {
    'bias at no effect, one alone': none.single.bias,
    'bias at no effect, four together': none.pooled.bias,
    'worked at no effect, one alone': none.single.worked,
    'worked at no effect, four together': none.pooled.worked,
    'coverage of 90 % intervals, one alone': Math.min(...all.map(({ single }) => single.coverage)),
    'coverage of 90 % intervals, four together': averageOf(all.map(({ pooled }) => pooled.coverage)),
    'an effect reported of fake starts': none.placebo,
    'four together: worked at .5': byEffect.get(0.5)?.pooled.worked ?? NaN,
    'four together: worked at .8': byEffect.get(0.8)?.pooled.worked ?? NaN,
  };
}

export function nameCampaignMeasures(
  byEffect: ReadonlyMap<(typeof trueEffects)[number], CampaignQuality>,
): Measures {
  const none = byEffect.get(0)?.drawn;
  if (none === undefined) throw new Error('campaigns without effect are measured');
  return {
    'wait-list: bias at no effect': none.bias,
    'wait-list: bias at .5': byEffect.get(0.5)?.drawn.bias ?? NaN,
    'wait-list: worked at no effect': none.worked,
    'wait-list: worked or fell at no effect': none.worked + none.fell,
    'wait-list: coverage of 90 % intervals': averageOf(
      [...byEffect.values()].map(({ drawn }) => drawn.coverage),
    ),
    'wait-list: worked at .8': byEffect.get(0.8)?.drawn.worked ?? NaN,
  };
}

export function nameManagerMeasures(twelve: ManagerQuality, seven: ManagerQuality): Measures {
  return {
    'managers: rank correlation with the truth': twelve.correlation,
    'managers: said of those with twelve plans': twelve.said,
    'managers: coverage of 80 % intervals': twelve.coverage,
    'managers: said of those with seven plans': seven.said,
  };
}

function averageOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
