import {
  type Diagnosis,
  diagnosesAnswer,
  type DisputeOfFinding,
  type FrozenGrounds,
  recordSchemas,
} from '@stepup/contracts';
import { askedInTheirPlace } from '@stepup/coaching';
import type { Finding, LookFinding, StoredRecord } from '@stepup/store';
import type { Viewer } from '../access/viewer.ts';

const { evidence: evidenceSchema } = diagnosesAnswer.shape.items.element.shape;

/** What stood behind a finding when it was first shown; null for findings from before that was kept. */
export function readGrounds({ evidence }: Pick<Finding, 'evidence'>): FrozenGrounds | null {
  return evidenceSchema.parse(evidence).grounds ?? null;
}

/**
 * A finding with the numbers of a look as the contract shows it; what stood behind it is as it was first shown. What the person
 * says against it stands beside it, in words for the two and for operations.
 */
export function toDiagnosisDto(
  { finding, interval, ...numbers }: LookFinding,
  dispute: StoredRecord | undefined,
  viewer: Pick<Viewer, 'personId' | 'scopes'>,
): Diagnosis {
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
    dispute: dispute === undefined ? null : toDispute(dispute, viewer),
    evidence,
  };
}

function toDispute(
  { id, version, content, openedAt, learnerId, coachId }: StoredRecord,
  { personId, scopes }: Pick<Viewer, 'personId' | 'scopes'>,
): DisputeOfFinding {
  const parsed = recordSchemas.dispute.content.parse(content);
  const { state, due_on, text, answer, passed_up } = parsed;
  const readsWords =
    personId !== undefined &&
    (personId === learnerId ||
      personId === coachId ||
      personId === askedInTheirPlace(parsed) ||
      scopes.includes('operate'));
  return {
    id,
    version,
    state,
    raised_at: openedAt,
    due_on,
    passed_up,
    text: readsWords ? text.text : null,
    answer:
      answer === null
        ? null
        : { answer: answer.answer, text: readsWords ? answer.text : null, by: answer.by, at: answer.at },
  };
}
