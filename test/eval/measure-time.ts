import {
  diagnoseTeam,
  INITIAL_FINDING_STATE,
  reduceLook,
  type FindingState,
  type Look,
} from '@stepup/diagnosis';
import { seenAt, simulateTeam, type TeamOptions } from '@stepup/simulator';

export interface TimeQuality {
  /** Flag changes per 100 cells and year, of `probable` or better and of `strong`. */
  readonly probableChanges: number;
  readonly strongChanges: number;
  /** The same without hysteresis. */
  readonly plainProbableChanges: number;
  /** Cells flagged at some time although they are at or above typical, per team and year. */
  readonly wronglyFlagged: number;
}

const looks = 24;
const monthDays = 30;
const startDays = 180;

/** Replays two years month by month; nobody's skill changes, so that every change of a flag is noise or late insight. */
export function measureTime(
  options: Omit<TeamOptions, 'seed' | 'historyDays' | 'entriesPerCell'> & { readonly dealsPerMonth: number },
  seeds: readonly number[],
): TimeQuality {
  const { dealsPerMonth, ...team } = options;
  const historyDays = startDays + looks * monthDays;
  const counts = { probable: 0, strong: 0, plain: 0, wrong: 0, cells: 0 };
  for (const seed of seeds) {
    const entriesPerCell = Math.round((dealsPerMonth * historyDays) / monthDays);
    const simulated = simulateTeam({ ...team, seed, historyDays, entriesPerCell });
    const states = new Map<string, FindingState>();
    const plain = new Map<string, boolean>();
    const ever = new Set<string>();
    for (let look = 1; look <= looks; look++) {
      const onDays = simulated.input.asOfDays - (looks - look) * monthDays;
      const { cells, modelVersion } = diagnoseTeam(seenAt(simulated, onDays));
      for (const { repId, step, state, tier, pGap, horizonDays } of cells) {
        const key = `${repId} ${step}`;
        const before = states.get(key) ?? INITIAL_FINDING_STATE;
        const finding: Look['finding'] =
          state === 'ok' && pGap !== null ? { kind: 'measured', tier, pGap } : { kind: 'silent' };
        const at = `look ${String(look).padStart(2, '0')}`;
        const after = reduceLook(before, { at, modelVersion, horizonDays, finding }).state;
        states.set(key, after);
        if (after.tier !== 'none') ever.add(key);
        const flagged = tier === 'probable' || tier === 'strong';
        // The first look raises what stood before the two years began.
        if (look > 1) {
          if ((before.tier === 'none') !== (after.tier === 'none')) counts.probable += 1;
          if ((before.tier === 'strong') !== (after.tier === 'strong')) counts.strong += 1;
          if (plain.get(key) !== flagged) counts.plain += 1;
        }
        plain.set(key, flagged);
      }
    }
    counts.cells += simulated.truth.length;
    counts.wrong += simulated.truth.filter(
      ({ repId, step, rate, typical }) => ever.has(`${repId} ${step}`) && rate >= typical,
    ).length;
  }
  const per100CellsAndYear = 100 / counts.cells / (((looks - 1) * monthDays) / 365);
  return {
    probableChanges: counts.probable * per100CellsAndYear,
    strongChanges: counts.strong * per100CellsAndYear,
    plainProbableChanges: counts.plain * per100CellsAndYear,
    wronglyFlagged: counts.wrong / seeds.length / ((looks * monthDays) / 365),
  };
}
