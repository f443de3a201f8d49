import type { Move } from '@stepup/coaching';
import type { Instant, PlanTransition } from '@stepup/contracts';

/** A transition as the domain knows it. `newId` names a measure or an action that is added. */
export function toMove(transition: PlanTransition, context: { at: Instant; newId: string }): Move {
  switch (transition.kind) {
    case 'choose_skill':
      return { kind: 'choose_skill', skillId: transition.skill_id };
    case 'state_reason': {
      const { text, numbers } = transition;
      return { kind: 'state_reason', reason: { text, numbers, asOf: context.at } };
    }
    case 'add_measure':
      return { kind: 'add_measure', measureId: context.newId, text: transition.text };
    case 'withdraw_measure':
      return { kind: 'withdraw_measure', measureId: transition.measure_id };
    case 'add_coach_action':
      return {
        kind: 'add_coach_action',
        actionId: context.newId,
        text: transition.text,
        on: transition.on ?? null,
      };
    case 'set_outcome': {
      const {
        pipeline_id: pipelineId,
        stage_id: stageId,
        baseline,
        proven_for: provenFor,
      } = transition.outcome;
      return { kind: 'set_outcome', outcome: { pipelineId, stageId, baseline, provenFor } };
    }
    case 'accept':
    case 'want_change':
      return { kind: transition.kind, comment: transition.comment ?? null };
    case 'write_self_analysis':
    case 'write_coach_view':
    case 'confirm_by_discussion':
    case 'confirm_by_observation':
    case 'set_behaviour_target':
    case 'propose':
    case 'activate':
    case 'record_behaviour_verdict':
    case 'open_older_notes':
    case 'complete':
    case 'abandon':
      return transition;
  }
}
