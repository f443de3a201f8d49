/** A finding with what closing the gap would be worth, in any one unit. */
export type RankedFinding = {
  readonly repId: string;
  readonly step: string;
  readonly tier: 'strong' | 'probable';
  readonly expectedGain: number;
};

const FINDINGS_A_TEAM = 3;

/**
 * What a manager sees of one team and look: the three probable-or-better findings with the greatest expected gain, at
 * most one a rep. Equal gains go by rep and step, so the choice never depends on the order given.
 */
export function capFindings<Finding extends RankedFinding>(findings: readonly Finding[]): Finding[] {
  const ranked = [...findings].sort(
    (a, b) => b.expectedGain - a.expectedGain || compareText(a.repId, b.repId) || compareText(a.step, b.step),
  );
  const shown: Finding[] = [];
  for (const finding of ranked) {
    if (shown.length === FINDINGS_A_TEAM) break;
    if (!shown.some((other) => other.repId === finding.repId)) shown.push(finding);
  }
  return shown;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
