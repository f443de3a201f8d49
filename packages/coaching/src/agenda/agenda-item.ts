import type { AgendaKind, Instant, RecordName } from '@stepup/contracts';
import type { PlanBasis } from '../plan.ts';

/** What the plan of a month could be about. It is proposed and never decided: the two choose. */
export interface PlanProposal {
  readonly basis: PlanBasis;
  /** Of the playbook; null where nothing speaks for one more than for another. */
  readonly skillId: string | null;
  /** The step it serves; null for what serves no single one. */
  readonly step: { readonly pipelineId: string; readonly stageId: string } | null;
}

/** Something that waits for the two of a pair. It holds ids, days and kinds, and no word that anybody wrote. */
export interface AgendaItem {
  readonly kind: AgendaKind;
  readonly learnerId: string;
  readonly coachId: string | null;
  /** Whose turn it is, where it is one's alone. */
  readonly waitsFor: 'learner' | 'coach' | 'both';
  /** Local day since when, or on which, somebody has something to do. */
  readonly day: string;
  /** When it takes place, for what has an hour. */
  readonly at: Instant | null;
  /** The month, `YYYY-MM`, that is to be planned or looked back on; null for what is about no month. */
  readonly month: string | null;
  readonly planId: string | null;
  readonly record: { readonly name: RecordName; readonly id: string } | null;
  readonly proposal: PlanProposal | null;
}
