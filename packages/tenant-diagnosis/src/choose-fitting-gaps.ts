import type { Sign } from '@stepup/contracts';
import type { GapExplanation, IndicatorEvidence } from '@stepup/diagnosis';
import type { ListedGap } from '@stepup/playbook';
import { earlySignals } from './early-signals.ts';

/** A possible gap of the playbook for which the numbers speak; never a cause. */
export interface FittingGap {
  readonly gap: ListedGap;
  /** What speaks for it, the strongest first. */
  readonly evidence: readonly IndicatorEvidence[];
  readonly pointsExplained: number;
  readonly dealIds: readonly string[];
}

const mostShown = 2;

/**
 * The possible gaps whose signs point where the rep deviates: at most two, those first that account for most, and none that rests
 * on the same strongest indicator as one before it.
 */
export function chooseFittingGaps(explanation: GapExplanation, gaps: readonly ListedGap[]): FittingGap[] {
  if (explanation.kind !== 'fits_the_data') return [];
  const named = explanation.hypotheses;
  const fitting = gaps.flatMap((gap): FittingGap[] => {
    const evidence = named.filter(({ indicator }) => gap.speaks_for.some((sign) => speaks(sign, indicator)));
    if (evidence.length === 0) return [];
    return [
      {
        gap,
        evidence,
        pointsExplained: evidence.reduce((sum, { points }) => sum + points, 0),
        dealIds: [...new Set(evidence.flatMap(({ dealIds }) => dealIds))],
      },
    ];
  });
  const chosen: FittingGap[] = [];
  for (const candidate of fitting.toSorted((a, b) => b.pointsExplained - a.pointsExplained)) {
    if (chosen.length === mostShown) break;
    const strongest = candidate.evidence[0]?.indicator;
    if (!chosen.some(({ evidence }) => evidence[0]?.indicator === strongest)) chosen.push(candidate);
  }
  return chosen;
}

/** Named evidence is always on the unfavourable side. */
function speaks({ indicator, is }: Sign, named: string): boolean {
  if (indicator !== named) return false;
  const favourable = earlySignals.find(({ id }) => id === named)?.favourable;
  return is === (favourable === 'less' ? 'high' : 'low');
}
