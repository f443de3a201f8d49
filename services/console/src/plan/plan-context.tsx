import { createContext, use, type ReactNode } from 'react';
import type { Plan, PlanTransition } from '@stepup/contracts';
import { Refusal } from '../notices/refusal.tsx';
import { useMovePlan } from '../api/use-plans.ts';

interface PlanOnScreen {
  plan: Plan;
  /** Which of the two the reader is; null for everybody else, who may only read. */
  side: 'rep' | 'coach' | null;
  /** Whether the content may still be changed by the reader. */
  isOpen: boolean;
  isMoving: boolean;
  move: (transition: PlanTransition, onDone?: () => void) => void;
}

const PlanContext = createContext<PlanOnScreen | null>(null);

/** Gives the sections of the page their plan and one way to change it; a refusal is shown with its reason. */
export function PlanProvider({
  plan,
  side,
  children,
}: {
  plan: Plan;
  side: PlanOnScreen['side'];
  children: ReactNode;
}) {
  const mover = useMovePlan(plan.id);
  const value: PlanOnScreen = {
    plan,
    side,
    isOpen: side !== null && (plan.state === 'draft' || plan.state === 'proposed'),
    isMoving: mover.isPending,
    move: (transition, onDone) => {
      mover.mutate({ transition, version: plan.version }, onDone === undefined ? {} : { onSuccess: onDone });
    },
  };
  return (
    <PlanContext value={value}>
      {children}
      <Refusal error={mover.error} />
    </PlanContext>
  );
}

/** The plan on the screen. Throws outside of `PlanProvider`. */
export function usePlanOnScreen(): PlanOnScreen {
  const value = use(PlanContext);
  if (value === null) throw new Error('usePlanOnScreen outside of PlanProvider');
  return value;
}
