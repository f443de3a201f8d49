import type { StepCounts } from '../model/step-counts.ts';

/**
 * Sums of age weights kept as whole numbers of units (a weight is units / unitsPerDeal), so that the order in which
 * episodes arrive cannot change a single bit.
 */
export type ExposureTally = {
  readonly reps: number;
  readonly segments: number;
  readonly unitsPerDeal: number;
  /** One entry per size m of the deals' account groups; such deals weigh 1/m in the model. */
  readonly byGroupSize: Map<number, GroupTally>;
};

type GroupTally = { readonly mature: UnitCounts; readonly immature: UnitCounts };
type UnitCounts = { readonly exposure: Float64Array; readonly advanced: Float64Array };

export type TallyEntry = {
  readonly cell: number;
  readonly groupSize: number;
  readonly mature: boolean;
  readonly exposureUnits: number;
  readonly advancedUnits: number;
};

export function emptyTally(reps: number, segments: number, unitsPerDeal: number): ExposureTally {
  return { reps, segments, unitsPerDeal, byGroupSize: new Map() };
}

export function addToTally(tally: ExposureTally, entry: TallyEntry): void {
  let group = tally.byGroupSize.get(entry.groupSize);
  if (group === undefined) {
    const cells = tally.reps * tally.segments;
    group = { mature: emptyUnits(cells), immature: emptyUnits(cells) };
    tally.byGroupSize.set(entry.groupSize, group);
  }
  const units = entry.mature ? group.mature : group.immature;
  units.exposure[entry.cell] = (units.exposure[entry.cell] ?? 0) + entry.exposureUnits;
  units.advanced[entry.cell] = (units.advanced[entry.cell] ?? 0) + entry.advancedUnits;
}

function emptyUnits(cells: number): UnitCounts {
  return { exposure: new Float64Array(cells), advanced: new Float64Array(cells) };
}

/** Exposure and successes per cell in deals; `immature` says for which reps the young deals count. */
export function tallyInDeals(tally: ExposureTally, immature: (rep: number) => boolean): StepCounts {
  return sumTally(tally, immature, () => 1);
}

/** The same for the model, where the m deals of one account in one month weigh 1/m each. */
export function tallyForModel(tally: ExposureTally, immature: (rep: number) => boolean): StepCounts {
  return sumTally(tally, immature, (groupSize) => 1 / groupSize);
}

function sumTally(
  tally: ExposureTally,
  immature: (rep: number) => boolean,
  weightOf: (groupSize: number) => number,
): StepCounts {
  const cells = tally.reps * tally.segments;
  const exposure = new Float64Array(cells);
  const advanced = new Float64Array(cells);
  const groups = [...tally.byGroupSize].sort(([a], [b]) => a - b);
  for (let cell = 0; cell < cells; cell++) {
    const withImmature = immature(Math.floor(cell / tally.segments));
    for (const [groupSize, group] of groups) {
      const n =
        (group.mature.exposure[cell] ?? 0) + (withImmature ? (group.immature.exposure[cell] ?? 0) : 0);
      const x =
        (group.mature.advanced[cell] ?? 0) + (withImmature ? (group.immature.advanced[cell] ?? 0) : 0);
      exposure[cell] = (exposure[cell] ?? 0) + (n / tally.unitsPerDeal) * weightOf(groupSize);
      advanced[cell] = (advanced[cell] ?? 0) + (x / tally.unitsPerDeal) * weightOf(groupSize);
    }
  }
  return { reps: tally.reps, segments: tally.segments, exposure, advanced };
}
