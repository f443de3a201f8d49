import type { Instant } from '@stepup/contracts';
import type {
  AbandonReason,
  BehaviourTarget,
  BehaviourVerdict,
  ConfirmationVerdict,
  OutcomeTarget,
  PlanState,
  Reason,
  Side,
} from './plan.ts';

/** Everything the two can do to a plan. Each is one entry of its history. */
export type Move =
  | { readonly kind: 'choose_skill'; readonly skillId: string }
  | { readonly kind: 'state_reason'; readonly reason: Reason }
  | { readonly kind: 'write_self_analysis'; readonly text: string }
  | { readonly kind: 'write_coach_view'; readonly text: string }
  | { readonly kind: 'confirm_by_discussion'; readonly verdict: ConfirmationVerdict }
  | { readonly kind: 'confirm_by_observation'; readonly verdict: ConfirmationVerdict }
  | { readonly kind: 'add_measure'; readonly measureId: string; readonly text: string }
  | { readonly kind: 'withdraw_measure'; readonly measureId: string }
  | {
      readonly kind: 'add_coach_action';
      readonly actionId: string;
      readonly text: string;
      readonly on: string | null;
    }
  | { readonly kind: 'set_behaviour_target'; readonly target: BehaviourTarget }
  | { readonly kind: 'set_outcome'; readonly outcome: OutcomeTarget }
  | { readonly kind: 'propose' }
  | { readonly kind: 'accept'; readonly comment: string | null }
  | { readonly kind: 'want_change'; readonly comment: string | null }
  | { readonly kind: 'activate' }
  | { readonly kind: 'record_behaviour_verdict'; readonly verdict: BehaviourVerdict }
  /** The learner lets a new coach read what was written to the one before. */
  | { readonly kind: 'open_older_notes' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'abandon'; readonly because: AbandonReason };

export type MoveKind = Move['kind'];

/** Who moves, when, and what the plan cannot know about itself. */
export interface MoveContext {
  readonly actorId: string;
  readonly at: Instant;
  /** The tenant's local date at `at`, `YYYY-MM-DD`. */
  readonly today: string;
  /** Another active developmental plan of the same rep in the same month, or null. */
  readonly otherActivePlanId: string | null;
  /** The rep disputes the finding that the plan was started from, and nobody has answered. Absent: no. */
  readonly findingIsDisputed?: boolean;
}

/** What a move did, for the append-only history. It carries no text: the texts stand in the plan's entries. */
export interface PlanChange {
  readonly planId: string;
  readonly version: number;
  readonly move: MoveKind | 'hand_over';
  readonly by: string;
  /** `product`: it follows from a fact of the organisation. */
  readonly side: Side | 'product';
  readonly at: Instant;
  readonly late: boolean;
  readonly fromState: PlanState;
  readonly toState: PlanState;
}
