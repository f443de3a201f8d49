import type { Diagnosis, DiagnosisCell } from '@stepup/contracts';
import type { Truth } from '../api/truth-answer.ts';

type TruthCell = Truth['cells'][number];

/** A cell of the truth with what the diagnosis says about it. */
export interface ComparedCell {
  truth: TruthCell;
  /** Cause and where it shows, for planted gaps. */
  planted: Truth['gaps'][number] | null;
  /** The latest look's cell; null where there is none. */
  cell: DiagnosisCell | null;
  finding: Diagnosis | null;
}

/** How well the diagnosis did, in counts. A sign is a cell that one look calls probable or strong. */
export interface TruthTally {
  planted: number;
  plantedWithSign: number;
  plantedFlagged: number;
  signs: number;
  trueSigns: number;
  flagged: number;
  trueFlagged: number;
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
    return {
      truth: cell,
      planted: truth.gaps.find(isHere) ?? null,
      cell: cells.find(isHere) ?? null,
      finding: findings.find((finding) => isHere(finding) && isFlag(finding.tier)) ?? null,
    };
  });
}

export function tallyComparison(compared: readonly ComparedCell[]): TruthTally {
  const planted = compared.filter((row) => row.planted !== null);
  const signs = compared.filter(hasSign);
  const flagged = compared.filter((row) => row.finding !== null);
  const ranges = compared.filter((row) => row.cell?.interval !== undefined && row.cell.interval !== null);
  const isReal = ({ truth }: ComparedCell): boolean => truth.is_gap;
  return {
    planted: planted.length,
    plantedWithSign: planted.filter(hasSign).length,
    plantedFlagged: planted.filter((row) => row.finding !== null).length,
    signs: signs.length,
    trueSigns: signs.filter(isReal).length,
    flagged: flagged.length,
    trueFlagged: flagged.filter(isReal).length,
    ranges: ranges.length,
    rangesThatHold: ranges.filter(({ truth, cell }) => holds(cell?.interval ?? null, truth)).length,
  };
}

/** Whether one look calls a cell probable or strong. */
export function hasSign({ cell }: ComparedCell): boolean {
  return cell !== null && isFlag(cell.tier);
}

function isFlag(tier: DiagnosisCell['tier']): boolean {
  return tier === 'strong' || tier === 'probable';
}

/** A coached cell has two true rates; a range that holds either is right about one of the times. */
function holds(interval: readonly [number, number] | null, truth: TruthCell): boolean {
  if (interval === null) return false;
  const [low, high] = interval;
  const rates = truth.coached === null ? [truth.rate] : [truth.rate, truth.coached.rate];
  return rates.some((rate) => low <= rate && rate <= high);
}
