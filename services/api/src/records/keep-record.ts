import type { CoachingRecord, RecordDecision, RecordKind } from '@stepup/coaching';
import { appendRecordEvent, saveRecord, type RecordRace, type TenantTransaction } from '@stepup/store';
import { refuseMove } from '../endpoint/refuse-move.ts';
import type { EndpointProblem } from '../endpoint/endpoint.ts';

const raceRemedies: Readonly<Record<RecordRace, string>> = {
  storyboard_exists: 'The plan has a storyboard; write on it.',
  another_obstacle_worked_on: 'Park or remove the one that is worked on now.',
  another_review_due: 'Hold, move or drop the review that is due now.',
  call_has_card: 'There is a card for this call; go on with it.',
  invited_already: 'This guest is invited already.',
  wished_already: 'Withdraw the wish of this month first.',
  disputed_already: 'It is disputed already; wait for the answer, or withdraw that dispute.',
  assessed_already: 'There is an assessment of this month.',
  month_agreed_already: 'Change or withdraw the agreement of this month.',
};

/** Saves a decision with its event, or says what stood against it. */
export async function keepRecord<Content extends { state: string }>(
  tx: TenantTransaction,
  kind: Pick<RecordKind<never, { kind: string }, Content>, 'project' | 'measure'>,
  decision: RecordDecision<Content>,
): Promise<{ kind: 'kept'; record: CoachingRecord<Content> } | EndpointProblem> {
  if (decision.kind === 'refused') return refuseMove(decision.broken);
  const { record, entry } = decision;
  const saved = await saveRecord(tx, { record, entry, projection: kind.project(record.content) });
  if (saved.kind === 'stale') {
    return { kind: 'problem', code: 'stale', detail: 'Somebody else changed it meanwhile; read it again.' };
  }
  if (saved.kind === 'raced') {
    return {
      kind: 'problem',
      code: 'transition_not_allowed',
      detail: raceRemedies[saved.rule],
      errors: [{ code: saved.rule, path: '', message: raceRemedies[saved.rule] }],
    };
  }
  await appendRecordEvent(tx, record, entry, kind.measure(record.content));
  return { kind: 'kept', record };
}
