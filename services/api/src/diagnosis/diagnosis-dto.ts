import { type Diagnosis, diagnosesAnswer } from '@stepup/contracts';
import type { LookFinding } from '@stepup/store';

const { evidence: evidenceSchema } = diagnosesAnswer.shape.items.element.shape;

/** A finding with the numbers of a look as the contract shows it; what stood behind it is as it was first shown. */
export function toDiagnosisDto({ finding, interval, ...numbers }: LookFinding): Diagnosis {
  const evidence = evidenceSchema.parse(finding.evidence);
  return {
    id: finding.id,
    rep_id: finding.repId,
    pipeline_id: finding.pipelineId,
    stage_id: finding.stageId,
    tier: finding.tier,
    since: finding.since,
    rate: numbers.rate,
    interval: [interval.low, interval.high],
    typical: numbers.typical,
    p_gap: numbers.pGap,
    n: numbers.n,
    detectable_gap: numbers.detectableGap,
    lever: evidence.grounds?.lever ?? null,
    hypotheses: evidence.grounds?.hypotheses ?? [],
    review_state: finding.reviewState,
    evidence,
  };
}
