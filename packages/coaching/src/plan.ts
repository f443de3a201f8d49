import type { Instant, planBases } from '@stepup/contracts';

/** `draft → proposed → active → completed`, and `abandoned` from every state before the end. */
export const planStates = ['draft', 'proposed', 'active', 'completed', 'abandoned'] as const;
export type PlanState = (typeof planStates)[number];

export type PlanBasis = (typeof planBases)[number];

/** What the two found when they looked at the hypothesis together. */
export const confirmationVerdicts = ['confirmed', 'aberration', 'other_cause'] as const;
export type ConfirmationVerdict = (typeof confirmationVerdicts)[number];

export const behaviourVerdicts = ['changed', 'not_yet', 'not_seen'] as const;
export type BehaviourVerdict = (typeof behaviourVerdicts)[number];

export const abandonReasons = [
  'changed_approach',
  'not_a_skill_matter',
  'paused',
  'opened_by_mistake',
] as const;
export type AbandonReason = (typeof abandonReasons)[number];

/** The two people of a plan. `rep` is whoever is coached; in the higher pairs that is a manager or a director. */
export const sides = ['rep', 'coach'] as const;
export type Side = (typeof sides)[number];

/**
 * One thing somebody wrote, with who and when. Fields of a plan are lists of entries: the last one counts and
 * the earlier ones stay, so nothing is ever overwritten. `late` marks an entry made after the plan's month.
 */
export interface Entry<T> {
  readonly value: T;
  readonly by: string;
  readonly at: Instant;
  readonly late: boolean;
}

/** A number as it stood on the day the reason was written; it is kept as text so that no later change of format alters it. */
export interface FrozenNumber {
  readonly indicator: string;
  readonly value: string;
  readonly basis: string;
}

/** Why this skill: the words and the numbers as they stood at `asOf`. */
export interface Reason {
  readonly text: string;
  readonly numbers: readonly FrozenNumber[];
  readonly asOf: Instant;
}

/** What will be done. The author is `written.by`; a withdrawn measure stays visible. */
export interface Measure {
  readonly id: string;
  readonly author: Side;
  readonly written: Entry<string>;
  readonly withdrawn: { readonly by: string; readonly at: Instant } | null;
}

/** What the coach does beside the measures: which calls the two prepare, what the coach comes to see, and when. */
export interface CoachAction {
  readonly id: string;
  readonly written: Entry<string>;
  /** Local date `YYYY-MM-DD`, or null when no day is agreed yet. */
  readonly on: string | null;
}

/** One side's answer to the plan as it read at `contentVersion`; a later change of content makes the answer lapse. */
export interface Acceptance {
  readonly side: Side;
  readonly answer: 'accepted' | 'change_wanted';
  readonly comment: string | null;
  readonly contentVersion: number;
  readonly by: string;
  readonly at: Instant;
}

/** An observable behaviour in the step, measured by an indicator or a count. */
export interface BehaviourTarget {
  readonly behaviour: string;
  readonly indicator: string;
  readonly baseline: number;
  readonly value: number;
  /** Local date `YYYY-MM-DD` by which the value is reached. */
  readonly by: string;
}

/** The step-up rate that is verified later, usually for a group because one person's rate is rarely provable. */
export interface OutcomeTarget {
  readonly pipelineId: string;
  readonly stageId: string;
  readonly baseline: number | null;
  readonly provenFor: 'person' | 'group';
}

/** A finding of the two on the hypothesis, bound to the skill and reason as they read at `hypothesisVersion`. */
export interface Confirmation extends Entry<ConfirmationVerdict> {
  readonly hypothesisVersion: number;
}

/** A plan that went to another coach with a new manager. `notesOpenedAt`: the learner opened to them what was written before. */
interface PlanHandover {
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
  readonly notesOpenedAt: Instant | null;
}

/** One month's slice of a focus: the three questions (`skill`, `reason`, `measures`) and how far the two have got. */
export interface Plan {
  readonly id: string;
  readonly focusId: string;
  readonly repId: string;
  readonly coachId: string;
  /** `YYYY-MM` in the tenant's zone. */
  readonly month: string;
  readonly basis: PlanBasis;
  /** The finding the plan was started from, or null for the other bases. */
  readonly diagnosisId: string | null;
  readonly state: PlanState;
  /** 1 when opened, one more with every move; what `If-Match` compares. */
  readonly version: number;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  /** Rises with every change of what the two accept. */
  readonly contentVersion: number;
  /** Rises with every change of skill or reason, the hypothesis that a confirmation speaks about. */
  readonly hypothesisVersion: number;
  readonly skill: readonly Entry<string>[];
  readonly reason: readonly Entry<Reason>[];
  readonly selfAnalysis: readonly Entry<string>[];
  readonly coachView: readonly Entry<string>[];
  readonly discussion: readonly Confirmation[];
  readonly observation: readonly Confirmation[];
  readonly measures: readonly Measure[];
  readonly coachActions: readonly CoachAction[];
  readonly acceptance: readonly Acceptance[];
  readonly behaviourTarget: readonly Entry<BehaviourTarget>[];
  readonly outcome: readonly Entry<OutcomeTarget>[];
  readonly behaviourVerdict: readonly Entry<BehaviourVerdict>[];
  readonly abandoned: Entry<AbandonReason> | null;
  readonly handovers: readonly PlanHandover[];
}
