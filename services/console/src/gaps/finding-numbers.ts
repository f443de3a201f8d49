import { addSeconds, type Diagnosis } from '@stepup/contracts';
import type { DealsFilter } from '../deals/deals-filter.ts';
import type { FindingNumbers } from '../wording/finding-sentences.ts';

/** A finding as its sentences need it. */
export function numbersOf(finding: Diagnosis): FindingNumbers {
  return {
    tier: finding.tier,
    mature: finding.evidence.mature,
    rate: finding.rate,
    typical: finding.typical,
    probabilityOfGap: finding.p_gap,
  };
}

/** The deals that a finding was made of, as they stood at its look. */
export function dealsOf({ rep_id, pipeline_id, stage_id, evidence }: Diagnosis): DealsFilter {
  return {
    rep: rep_id,
    pipeline: pipeline_id,
    stage: stage_id,
    from: addSeconds(evidence.look_as_of, -evidence.window_days * 86_400),
    to: evidence.look_as_of,
    as_of: evidence.look_as_of,
  };
}
