import { findMissingForActivation, type Plan } from '@stepup/coaching';
import type { Plan as PlanDto } from '@stepup/contracts';

/** What a plan cannot know about itself, for the list of what is still missing. */
export interface PlanSurroundings {
  /** The tenant's local date. */
  readonly today: string;
  readonly otherActivePlanId: string | null;
  readonly findingIsDisputed: boolean;
}

/** A plan as the contract shows it. */
export function toPlanDto(plan: Plan, surroundings: PlanSurroundings): PlanDto {
  return {
    id: plan.id,
    focus_id: plan.focusId,
    rep_id: plan.repId,
    coach_id: plan.coachId,
    month: plan.month,
    basis: plan.basis,
    diagnosis_id: plan.diagnosisId,
    state: plan.state,
    version: plan.version,
    opened_at: plan.openedAt,
    updated_at: plan.updatedAt,
    skill: [...plan.skill],
    reason: plan.reason.map(({ value, ...entry }) => ({
      ...entry,
      value: { text: value.text, numbers: [...value.numbers], as_of: value.asOf },
    })),
    self_analysis: [...plan.selfAnalysis],
    coach_view: [...plan.coachView],
    confirmation: {
      discussion: plan.discussion.map(withoutHypothesis),
      observation: plan.observation.map(withoutHypothesis),
    },
    measures: plan.measures.map(({ id, author, written, withdrawn }) => ({
      id,
      author,
      text: written.value,
      by: written.by,
      at: written.at,
      withdrawn: withdrawn !== null,
    })),
    coach_actions: plan.coachActions.map(({ id, written, on }) => ({
      id,
      text: written.value,
      on,
      by: written.by,
      at: written.at,
    })),
    acceptance: plan.acceptance.map(({ contentVersion, ...answer }) => ({
      ...answer,
      stands: contentVersion === plan.contentVersion,
    })),
    behaviour_target: plan.behaviourTarget.map((entry) => ({ ...entry })),
    outcome: plan.outcome.map(({ value, ...entry }) => ({
      ...entry,
      value: {
        pipeline_id: value.pipelineId,
        stage_id: value.stageId,
        baseline: value.baseline,
        proven_for: value.provenFor,
      },
    })),
    behaviour_verdict: [...plan.behaviourVerdict],
    abandoned:
      plan.abandoned === null
        ? null
        : { because: plan.abandoned.value, by: plan.abandoned.by, at: plan.abandoned.at },
    handovers: plan.handovers.map(({ from, to, at, notesOpenedAt }) => ({
      from,
      to,
      at,
      notes_open: notesOpenedAt !== null,
    })),
    missing_for_activation: findMissingForActivation(plan, surroundings).map(({ rule }) => rule),
  };
}

function withoutHypothesis({ value, by, at, late }: Plan['discussion'][number]) {
  return { value, by, at, late };
}
