import { diagnoseTeam, prepareLevers, rankLevers } from '@stepup/diagnosis';
import { type CellTruth, simulateTeam, type TeamOptions } from '@stepup/simulator';
import { calibrate, worstBin, type CalibrationBin } from './measure-cells.ts';

export interface LeverQuality {
  /** Share of the best achievable gain that the chosen lever brings: ours, lowest raw rate, plain plug-in. */
  readonly captured: number;
  readonly capturedByLowestRate: number;
  readonly capturedByPlugIn: number;
  /** Predicted over true gain of the chosen lever, sums over reps. */
  readonly predictedOverTrue: number;
  readonly plugInOverTrue: number;
  /** Share of the true gains within the 80 % interval. */
  readonly coverage: number;
  readonly calibration: readonly CalibrationBin[];
  readonly worstCalibration: number;
}

const historyDays = 180;
const daysAMonth = 365 / 12;

/** Levers of every rep of a team per seed, against the truth the teams are made of; gains in won deals a month. */
export function measureLevers(options: Omit<TeamOptions, 'seed'>, seeds: readonly number[]): LeverQuality {
  const sums = { best: 0, ours: 0, predicted: 0, lowest: 0, plugIn: 0, plugInPredicted: 0 };
  let intervals = 0;
  let covered = 0;
  const stated: { stated: number; happened: boolean }[] = [];
  for (const seed of seeds) {
    const { input, truth } = simulateTeam({ ...options, seed });
    const diagnosis = diagnoseTeam(input);
    const chain = input.steps.map(({ step }) => step);
    const model = prepareLevers({ diagnosis, chains: [chain], wonDeals: [] });
    const upperQuartileOf = new Map(
      chain.map((step) => [
        step,
        upperQuartile(truth.filter((cell) => cell.step === step).map(({ skill }) => skill)),
      ]),
    );
    for (const repId of input.repIds) {
      const own = chain.flatMap((step) => truth.filter((cell) => cell.repId === repId && cell.step === step));
      const gains = own.map((cell) => trueGain(own, cell, upperQuartileOf.get(cell.step) ?? 0, options));
      const levers = rankLevers(model, repId, { dilution: 1 });
      const best = Math.max(...gains);
      if (levers.kind !== 'ranked' || best <= 0) continue;
      const chosen = levers.levers[0];
      const gainOf = (step: string | undefined): number => gains[chain.indexOf(step ?? '')] ?? 0;
      sums.best += best;
      sums.ours += gainOf(chosen?.step);
      sums.predicted += chosen?.perMonth.wonDeals.mean ?? 0;
      stated.push({ stated: chosen?.probabilityBest ?? 0, happened: gainOf(chosen?.step) === best });
      for (const { step, perMonth } of levers.levers) {
        intervals += 1;
        const gain = gainOf(step);
        if (perMonth.wonDeals.lower <= gain + 1e-12 && gain <= perMonth.wonDeals.upper + 1e-12) covered += 1;
      }
      const raw = chain.map((step) =>
        diagnosis.cells.find((cell) => cell.repId === repId && cell.step === step),
      );
      const rates = raw.map((cell) => cell?.rawRate ?? 1);
      sums.lowest += gains[rates.indexOf(Math.min(...rates))] ?? 0;
      const plugIn = chain.map((step, s) => {
        const rawRates = diagnosis.cells
          .filter((cell) => cell.step === step)
          .map(({ rawRate }) => rawRate ?? 0);
        return Math.max(0, upperQuartile(rawRates) / Math.max(rates[s] ?? 1, 1e-9) - 1);
      });
      const wins = rates.reduce((product, rate) => product * rate, startsPerMonth(options));
      const pluggedIn = plugIn.indexOf(Math.max(...plugIn));
      sums.plugIn += gains[pluggedIn] ?? 0;
      sums.plugInPredicted += (plugIn[pluggedIn] ?? 0) * wins;
    }
  }
  const calibration = calibrate(stated);
  return {
    captured: sums.ours / sums.best,
    capturedByLowestRate: sums.lowest / sums.best,
    capturedByPlugIn: sums.plugIn / sums.best,
    predictedOverTrue: sums.predicted / sums.ours,
    plugInOverTrue: sums.plugInPredicted / sums.plugIn,
    coverage: covered / intervals,
    calibration,
    worstCalibration: worstBin(calibration),
  };
}

function startsPerMonth({ entriesPerCell }: Omit<TeamOptions, 'seed'>): number {
  return (entriesPerCell / historyDays) * daysAMonth;
}

/** Σ_segments starts × Π rates × (rate at the upper quartile / rate − 1). */
function trueGain(
  own: readonly CellTruth[],
  lifted: CellTruth,
  targetSkill: number,
  options: Omit<TeamOptions, 'seed'>,
): number {
  if (targetSkill <= lifted.skill) return 0;
  return (
    lifted.mix.reduce((sum, share, k) => {
      const wins = own.reduce((product, cell) => product * (cell.segmentRates[k] ?? 0), share);
      const rate = lifted.segmentRates[k] ?? 1;
      const odds = (rate / (1 - rate)) * Math.exp(targetSkill - lifted.skill);
      return sum + wins * (odds / (1 + odds) / rate - 1);
    }, 0) * startsPerMonth(options)
  );
}

function upperQuartile(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = 0.75 * (sorted.length - 1);
  const below = Math.floor(position);
  const lower = sorted[below] ?? 0;
  return lower + (position - below) * ((sorted[below + 1] ?? lower) - lower);
}
