import type { Instant } from '@stepup/contracts';
import type { Plan, PlanBasis } from './plan.ts';

/** A new, empty draft. Either side may open it; what the system knows already is entered by moves like everything else. */
export function openPlan(opening: {
  readonly id: string;
  readonly focusId: string;
  readonly repId: string;
  readonly coachId: string;
  readonly month: string;
  readonly basis: PlanBasis;
  readonly diagnosisId: string | null;
  readonly at: Instant;
}): Plan {
  const { at, ...identity } = opening;
  return {
    ...identity,
    state: 'draft',
    version: 1,
    openedAt: at,
    updatedAt: at,
    contentVersion: 1,
    hypothesisVersion: 1,
    skill: [],
    reason: [],
    selfAnalysis: [],
    coachView: [],
    discussion: [],
    observation: [],
    measures: [],
    coachActions: [],
    acceptance: [],
    behaviourTarget: [],
    outcome: [],
    behaviourVerdict: [],
    abandoned: null,
    handovers: [],
  };
}
