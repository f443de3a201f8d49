import type { Diagnosis, PlanTransition } from '@stepup/contracts';
import { countSentence, surenessSentence, typicalCount } from '@stepup/wording/finding-sentences';
import {
  formatCount,
  formatPercent,
  formatRange,
  formatShare,
  formatSureness,
} from '@stepup/wording/numbers';
import { type FindingBasis, numbersOf } from '../gaps/finding-numbers.ts';

/**
 * What the system knows and nobody should type: the reason in words with the numbers as they stood, and the step whose
 * rate is checked later. `step` reads like `Proposal → Negotiation`, `name` is the person's.
 */
export function prefillPlan(
  finding: Diagnosis,
  basisOfCounts: FindingBasis,
  skillId: string,
  name: string,
  step: string,
): PlanTransition[] {
  const numbers = numbersOf(finding, basisOfCounts);
  const { mature, windowDays } = basisOfCounts;
  const basis = `${step}, deals of the ${windowDays} days before the look`;
  return [
    { kind: 'choose_skill', skill_id: skillId },
    {
      kind: 'state_reason',
      text: `${step}: ${countSentence({ name, isSelf: false }, numbers)} ${surenessSentence(numbers)}`,
      numbers: [
        { indicator: 'Moved on, mature deals', value: formatShare(mature.advanced, mature.entered), basis },
        {
          indicator: 'Typical colleague with the same leads',
          value: `${formatCount(typicalCount(finding.typical, mature.entered))} of ${formatCount(mature.entered)} (${formatPercent(finding.typical)})`,
          basis,
        },
        {
          indicator: 'Likely step-up rate, 90\u00a0% range',
          value: `${formatPercent(finding.rate)} (${formatRange(finding.interval)})`,
          basis,
        },
        {
          indicator: 'Sure that it is a gap',
          value: formatSureness(finding.p_gap),
          basis: 'at least 10\u00a0% below typical',
        },
      ],
    },
    {
      kind: 'set_outcome',
      outcome: {
        pipeline_id: finding.pipeline_id,
        stage_id: finding.stage_id,
        baseline: finding.rate,
        proven_for: 'group',
      },
    },
  ];
}
