import { diagnoseTeam, type DiagnosisCell, type TeamInput } from '@stepup/diagnosis';
import { type CellTruth, simulateTeam, type TeamOptions } from '@stepup/simulator';

/** One cell with what was said of it and what is true. */
export interface JudgedCell {
  readonly cell: DiagnosisCell;
  readonly truth: CellTruth;
  /** At or below 0.90 of the median colleague with the same leads. */
  readonly isGap: boolean;
  readonly team: number;
  /** Plain rate of everybody at the step. */
  readonly stepRate: number;
}

/** What says something of every cell of a team: the method, or one that is known to be worse. */
export type JudgedMethod = (input: TeamInput) => readonly DiagnosisCell[];

const productMethod: JudgedMethod = (input) => diagnoseTeam(input).cells;

/** Makes a team per seed, looks at it once, and sets every cell beside its truth. */
export function judgeTeams(
  options: Omit<TeamOptions, 'seed'>,
  seeds: readonly number[],
  method = productMethod,
): JudgedCell[] {
  return seeds.flatMap((seed) => {
    const { input, truth } = simulateTeam({ ...options, seed });
    const truthOf = new Map(truth.map((cell) => [`${cell.repId} ${cell.step}`, cell]));
    const cells = method(input);
    const sums = new Map<string, { n: number; x: number }>();
    for (const { step, n, rawRate } of cells) {
      const sum = sums.get(step) ?? { n: 0, x: 0 };
      sums.set(step, { n: sum.n + n, x: sum.x + n * (rawRate ?? 0) });
    }
    return cells.map((cell) => {
      const actual = truthOf.get(`${cell.repId} ${cell.step}`);
      if (actual === undefined) throw new Error('every cell has a truth');
      const { n = 0, x = 0 } = sums.get(cell.step) ?? {};
      const isGap = actual.rate <= 0.9 * actual.typical;
      return { cell, truth: actual, isGap, team: seed, stepRate: n > 0 ? x / n : 0 };
    });
  });
}

export function isProbableOrBetter({ cell }: JudgedCell): boolean {
  return cell.tier === 'probable' || cell.tier === 'strong';
}

export function isStrong({ cell }: JudgedCell): boolean {
  return cell.tier === 'strong';
}

/** What a rule that marks cells is worth. Shares are NaN where nothing was marked. */
export interface FlagQuality {
  readonly flagsPerTeam: number;
  /** Share of the flags that are gaps. */
  readonly ppv: number;
  /** Share of the flags whose rep is above typical. */
  readonly wrongSign: number;
  /** Share found of planted gaps of 20 % or more. */
  readonly recall20: number;
}

export function measureFlags(
  cells: readonly JudgedCell[],
  isFlagged: (judged: JudgedCell) => boolean,
): FlagQuality {
  const teams = new Set(cells.map(({ team }) => team)).size;
  const flagged = cells.filter(isFlagged);
  const large = cells.filter(({ truth }) => truth.planted && truth.rate <= 0.8 * truth.typical);
  return {
    flagsPerTeam: flagged.length / teams,
    ppv: flagged.filter(({ isGap }) => isGap).length / flagged.length,
    wrongSign: flagged.filter(({ truth }) => truth.rate >= truth.typical).length / flagged.length,
    recall20: large.filter(isFlagged).length / large.length,
  };
}

export interface RateQuality {
  readonly meanExposure: number;
  readonly rawError: number;
  readonly error: number;
  readonly coverage: number;
}

export function measureRates(cells: readonly JudgedCell[]): RateQuality {
  let exposure = 0;
  let raw = 0;
  let model = 0;
  let covered = 0;
  for (const { cell, truth } of cells) {
    exposure += cell.n;
    raw += ((cell.rawRate ?? 0) - truth.rate) ** 2;
    model += ((cell.rate ?? 0) - truth.rate) ** 2;
    if (cell.interval !== null && cell.interval.lower <= truth.rate && truth.rate <= cell.interval.upper) {
      covered += 1;
    }
  }
  return {
    meanExposure: exposure / cells.length,
    rawError: Math.sqrt(raw / cells.length),
    error: Math.sqrt(model / cells.length),
    coverage: covered / cells.length,
  };
}

/** One bin of stated probabilities against what happened. */
export interface CalibrationBin {
  readonly stated: number;
  readonly observed: number;
  readonly count: number;
}

const LEAST_IN_A_BIN = 50;

/** Bins of equal width over [0, 1]; those with fewer than 50 members are left out. */
export function calibrate(
  pairs: readonly { readonly stated: number; readonly happened: boolean }[],
  bins = 5,
): CalibrationBin[] {
  return Array.from({ length: bins }, (_, b) =>
    pairs.filter(({ stated }) => Math.min(bins - 1, Math.floor(stated * bins)) === b),
  )
    .filter((members) => members.length >= LEAST_IN_A_BIN)
    .map((members) => ({
      stated: members.reduce((sum, { stated }) => sum + stated, 0) / members.length,
      observed: members.filter(({ happened }) => happened).length / members.length,
      count: members.length,
    }));
}

export function worstBin(bins: readonly CalibrationBin[]): number {
  return Math.max(0, ...bins.map(({ stated, observed }) => Math.abs(stated - observed)));
}

export function calibrateGaps(cells: readonly JudgedCell[], typical: 'typical' | 'mean'): CalibrationBin[] {
  return calibrate(
    cells.flatMap(({ cell: { pGap }, truth }) =>
      pGap === null ? [] : [{ stated: pGap, happened: truth.rate < 0.9 * truth[typical] }],
    ),
  );
}
