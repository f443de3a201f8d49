import type { SessionMove } from '@stepup/contracts';
import { createContext, use, type ReactNode } from 'react';
import { sessionRecords } from '../api/coaching-records.ts';
import type { SessionRecord } from '../api/console-answers.ts';
import { Refusal } from '../notices/refusal.tsx';

interface SessionOnScreen {
  session: SessionRecord;
  side: 'learner' | 'coach' | 'guest';
  /** Whether anything can still be written into it. */
  isAlive: boolean;
  isMoving: boolean;
  move: (move: SessionMove, onDone?: () => void) => void;
}

const SessionOnScreenContext = createContext<SessionOnScreen | null>(null);

/** Gives the sections of the page their coaching session and one way to change it; a refusal is shown with its reason. */
export function SessionOnScreenProvider({
  session,
  side,
  children,
}: Pick<SessionOnScreen, 'session' | 'side'> & { children: ReactNode }) {
  const mover = sessionRecords.useMove();
  const value: SessionOnScreen = {
    session,
    side,
    isAlive: session.state === 'planned' || session.state === 'held',
    isMoving: mover.isPending,
    move: (move, onDone) =>
      mover.mutate({ record: session, move }, onDone === undefined ? {} : { onSuccess: onDone }),
  };
  return (
    <SessionOnScreenContext value={value}>
      {children}
      <Refusal error={mover.error} />
    </SessionOnScreenContext>
  );
}

/** The coaching session on the screen. Throws outside of `SessionOnScreenProvider`. */
export function useSessionOnScreen(): SessionOnScreen {
  const value = use(SessionOnScreenContext);
  if (value === null) throw new Error('useSessionOnScreen outside of SessionOnScreenProvider');
  return value;
}
