import { type DiagnosisCell, diagnoseTeam, type Episode } from '@stepup/diagnosis';

/** What somebody did as a coach: of `n` times, how often as it should be. */
interface CoachingCount {
  readonly measure: string;
  readonly good: number;
  readonly n: number;
}

export interface CoachRecord {
  readonly coachId: string;
  readonly plans: number;
  readonly counts: readonly CoachingCount[];
}

export type CoachingFlag = { readonly coachId: string; readonly measure: string; readonly n: number } & (
  | { readonly kind: 'too_few_plans'; readonly plans: number }
  | { readonly kind: 'judged'; readonly cell: DiagnosisCell }
);

const leastPlans = 8;
/** Nothing here depends on when: all of it is as old, and over. */
const asOfDays = 20_000;
const horizon = { days: 1, source: 'stage' } as const;

/**
 * Flags on how somebody coaches, by the very method of flags on selling: a measure stands for a step, a time it was counted for a deal, done as it should be for an advance. So
 * they have the same least evidence, the same shrinkage towards what colleagues do, one false discovery rate for all measures together, and say what could have been seen.
 * Nothing is said of whoever has fewer than eight plans, though what they do tells of what is usual. By coach and measure, never ranked.
 */
export function flagCoaching(coaches: readonly CoachRecord[]): CoachingFlag[] {
  const known = coaches.filter(({ plans }) => plans >= leastPlans).map(({ coachId }) => coachId);
  const measures = [...new Set(coaches.flatMap(({ counts }) => counts.map(({ measure }) => measure)))].sort();
  const steps = measures.map((step) => ({
    step,
    horizon,
    episodes: coaches.flatMap(({ coachId, counts }) =>
      counts.flatMap(({ measure, good, n }) => (measure === step ? toEpisodes(coachId, good, n) : [])),
    ),
  }));
  const { cells } = diagnoseTeam({ repIds: known.toSorted(), asOfDays, steps });
  const judged = new Map(cells.map((cell) => [`${cell.repId} ${cell.step}`, cell]));
  return coaches
    .toSorted((a, b) => (a.coachId < b.coachId ? -1 : 1))
    .flatMap(({ coachId, plans, counts }) =>
      counts.map(({ measure, n }): CoachingFlag => {
        const cell = judged.get(`${coachId} ${measure}`);
        return cell === undefined
          ? { kind: 'too_few_plans', coachId, measure, n, plans }
          : { kind: 'judged', coachId, measure, n, cell };
      }),
    );
}

function toEpisodes(repId: string, good: number, n: number): Episode[] {
  const of = { repId, enteredAtDays: asOfDays - 30, segmentKey: 'all', ownerChanged: false, skipped: false };
  return [
    { ...of, daysToAdvance: 0, daysToLoss: null, deals: good },
    { ...of, daysToAdvance: null, daysToLoss: 0, deals: n - good },
  ].filter(({ deals }) => deals > 0);
}
