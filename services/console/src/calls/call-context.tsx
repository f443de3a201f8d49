import type { CallMove } from '@stepup/contracts';
import { createContext, use, type ReactNode } from 'react';
import { callRecords } from '../api/coaching-records.ts';
import type { CallRecord } from '../api/console-answers.ts';
import { Refusal } from '../notices/refusal.tsx';
import { useNow } from './use-now.ts';

interface CallOnScreen {
  call: CallRecord;
  side: 'learner' | 'coach' | 'guest';
  /** Moves on by itself when the call starts. */
  nowMs: number;
  isMoving: boolean;
  move: (move: CallMove, onDone?: () => void) => void;
}

const CallContext = createContext<CallOnScreen | null>(null);

/** Gives the sections of a card their call and one way to change it; a refusal is shown with its reason. */
export function CallProvider({
  call,
  side,
  children,
}: Pick<CallOnScreen, 'call' | 'side'> & { children: ReactNode }) {
  const mover = callRecords.useMove();
  const nowMs = useNow(call.starts_at);
  const move: CallOnScreen['move'] = (moved, onDone) =>
    mover.mutate({ record: call, move: moved }, onDone === undefined ? {} : { onSuccess: onDone });
  return (
    <CallContext value={{ call, side, nowMs, isMoving: mover.isPending, move }}>
      {children}
      <Refusal error={mover.error} />
    </CallContext>
  );
}

/** The card on the screen. Throws outside of `CallProvider`. */
export function useCallOnScreen(): CallOnScreen {
  const value = use(CallContext);
  if (value === null) throw new Error('useCallOnScreen outside of CallProvider');
  return value;
}
