import { diagnoseTeam, explainGap, fitIndicators } from '@stepup/diagnosis';
import { simulateIndicators, type SimulatedDeal } from '@stepup/simulator';

export interface HypothesisQuality {
  /** Gaps that were flagged and are real. */
  readonly flagged: number;
  /** Share of them for which the right cause is named, first or second. */
  readonly rightNamed: number;
  readonly rightFirst: number;
  /** Share for which any decoy is named. */
  readonly decoyNamed: number;
  readonly notVisible: number;
  /** For scale: share for which the habit that deviates most from the team is the cause. */
  readonly biggestDeviation: number;
}

const reps = 20;
const gapReps = 4;
const asOfDays = 20_089;
const horizonDays = 35;
/** As many as a finding shows at most; here every indicator counts as listed. */
const mostShown = 2;

/** Hypotheses for the flagged gaps of a team per seed. */
export function measureHypotheses(dealsPerRep: number, seeds: readonly number[]): HypothesisQuality {
  const counts = { flagged: 0, right: 0, first: 0, decoy: 0, notVisible: 0, biggest: 0 };
  for (const seed of seeds) {
    const { indicators, deals, causeOf } = simulateIndicators({
      seed,
      reps,
      dealsPerRep,
      gapReps,
      gap: -0.8,
      mediated: 0.6,
      measurementNoise: 0.5,
    });
    const diagnosis = diagnoseTeam({
      repIds: [...new Set(deals.map(({ repId }) => repId))],
      asOfDays,
      steps: [{ step: 's', horizon: { days: horizonDays, source: 'stage' }, episodes: deals.map(toEpisode) }],
    });
    const fit = fitIndicators(indicators, deals);
    if (fit.kind !== 'fitted') throw new Error(fit.kind);
    for (const { repId, tier, rate, typical } of diagnosis.cells) {
      const cause = causeOf.get(repId);
      if ((tier !== 'probable' && tier !== 'strong') || cause === undefined) continue;
      const [stepFit] = diagnosis.fits;
      const skill = stepFit === undefined ? -0.8 : logit(rate ?? 0.5) - logit(typical ?? 0.5);
      const found = explainGap(fit, { repId, skill, rate: rate ?? 0, typical: typical ?? 0 });
      const named =
        found.kind === 'fits_the_data'
          ? found.hypotheses.slice(0, mostShown).map(({ indicator }) => indicator)
          : [];
      counts.flagged += 1;
      if (named.includes(cause)) counts.right += 1;
      if (named[0] === cause) counts.first += 1;
      if (named.some((name) => name.startsWith('decoy'))) counts.decoy += 1;
      if (found.kind === 'not_visible') counts.notVisible += 1;
      const widest = fit.indicators.toSorted(
        (a, b) => (a.deviationOf.get(repId) ?? 0) - (b.deviationOf.get(repId) ?? 0),
      )[0];
      if (widest?.id === cause) counts.biggest += 1;
    }
  }
  return {
    flagged: counts.flagged,
    rightNamed: counts.right / counts.flagged,
    rightFirst: counts.first / counts.flagged,
    decoyNamed: counts.decoy / counts.flagged,
    notVisible: counts.notVisible / counts.flagged,
    biggestDeviation: counts.biggest / counts.flagged,
  };
}

function toEpisode({ repId, segmentKey, advanced }: SimulatedDeal, i: number) {
  return {
    repId,
    enteredAtDays: asOfDays - (horizonDays + 1 + ((i * 61) % 140)),
    daysToAdvance: advanced ? 7 : null,
    daysToLoss: advanced ? null : 12,
    segmentKey,
    ownerChanged: false,
    skipped: false,
  };
}

function logit(rate: number): number {
  return Math.log(rate / (1 - rate));
}
