import type { Diagnosis, DiagnosisCell } from '@stepup/contracts';
import type { Truth } from '../api/truth-answer.ts';

type TruthCell = Truth['cells'][number];

/**
 * Whether the diagnosis was right about a cell: a real gap (at least 10 % below typical) with or without a sign, a sign
 * without a gap, or neither. A sign is what the latest look calls probable or strong, or what is on the list of gaps.
 */
export type TruthVerdict = 'found' | 'missed' | 'false_alarm' | 'neither';

/** A cell of the truth with what the diagnosis says about it. */
export interface ComparedCell {
  truth: TruthCell;
  /** Cause and where it shows, for planted gaps. */
  planted: Truth['gaps'][number] | null;
  /** The latest look's cell; null where there is none. */
  cell: DiagnosisCell | null;
  /** The flagged gap on the list; null where there is none. */
  finding: Diagnosis | null;
  verdict: TruthVerdict;
}

/** How well the diagnosis did, in counts of the compared cells. */
export interface TruthTally {
  byVerdict: Readonly<Record<TruthVerdict, number>>;
  /** Of those on the list of gaps, how many are real. */
  listed: number;
  listedAndReal: number;
  /** Cells with a range, and how many ranges hold the rate the cell was made from. */
  ranges: number;
  rangesThatHold: number;
}

/** Joins truth, cells and findings by rep and step. */
export function compareWithTruth(
  truth: Truth,
  cells: readonly DiagnosisCell[],
  findings: readonly Diagnosis[],
): ComparedCell[] {
  return truth.cells.map((cell) => {
    const isHere = (place: { rep_id: string; stage_id: string }): boolean =>
      place.rep_id === cell.rep_id && place.stage_id === cell.stage_id;
    const judged = cells.find(isHere) ?? null;
    const finding = findings.find((one) => isHere(one) && isSign(one.tier)) ?? null;
    const hasSign = finding !== null || (judged !== null && isSign(judged.tier));
    return {
      truth: cell,
      planted: truth.gaps.find(isHere) ?? null,
      cell: judged,
      finding,
      verdict: verdictOf(cell.is_gap, hasSign),
    };
  });
}

export function tallyComparison(compared: readonly ComparedCell[]): TruthTally {
  const count = (verdict: TruthVerdict): number => compared.filter((row) => row.verdict === verdict).length;
  const listed = compared.filter((row) => row.finding !== null);
  const ranges = compared.filter((row) => row.cell?.interval !== undefined && row.cell.interval !== null);
  return {
    byVerdict: {
      found: count('found'),
      missed: count('missed'),
      false_alarm: count('false_alarm'),
      neither: count('neither'),
    },
    listed: listed.length,
    listedAndReal: listed.filter(({ verdict }) => verdict === 'found').length,
    ranges: ranges.length,
    rangesThatHold: ranges.filter(({ truth, cell }) => holds(cell?.interval ?? null, truth)).length,
  };
}

/** Whether the diagnosis points at a cell. */
export function hasSign({ verdict }: ComparedCell): boolean {
  return verdict === 'found' || verdict === 'false_alarm';
}

function verdictOf(isGap: boolean, isPointedAt: boolean): TruthVerdict {
  if (isGap) return isPointedAt ? 'found' : 'missed';
  return isPointedAt ? 'false_alarm' : 'neither';
}

function isSign(tier: DiagnosisCell['tier']): boolean {
  return tier === 'strong' || tier === 'probable';
}

/** A coached cell has two true rates; a range that holds either is right about one of the times. */
function holds(interval: readonly [number, number] | null, truth: TruthCell): boolean {
  if (interval === null) return false;
  const [low, high] = interval;
  const rates = truth.coached === null ? [truth.rate] : [truth.rate, truth.coached.rate];
  return rates.some((rate) => low <= rate && rate <= high);
}
