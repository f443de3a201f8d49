import type { LeversOfRep } from './replay-looks.ts';
import type { GainOf, StandingFinding } from './standing-findings.ts';

const daysAMonth = 30;

/**
 * What closing a gap is worth a month: the won value that the lever at this step gains, won deals where no deal names a value.
 * Where somebody's levers cannot be told, the deals missing at the step stand for them: they come after every gain in money.
 */
export function gainByLever(leversOf: ReadonlyMap<string, LeversOfRep>): GainOf {
  return (finding) => {
    const levers = leversOf.get(finding.repId)?.levers;
    const lever =
      levers?.kind === 'ranked' ? levers.levers.find(({ step }) => step === finding.step) : undefined;
    if (lever === undefined) return dealsMissingAMonth(finding);
    return (lever.perMonth.wonValue ?? lever.perMonth.wonDeals).mean;
  };
}

function dealsMissingAMonth({ latest: { cell, rate, typical } }: StandingFinding): number {
  return (cell.n * Math.max(0, typical - rate) * daysAMonth) / cell.windowDays;
}
