import type { AgendaKind } from '@stepup/contracts';

/** The same for everybody in every case: a reminder says that something waits, and never what was found about anybody. */
const lines: Readonly<Record<AgendaKind, { own: string; other: (initial: string) => string }>> = {
  plan_missing: { own: 'Choose this month’s focus', other: (who) => `Choose this month’s focus with ${who}` },
  review_due: { own: 'Review, 10 min', other: (who) => `Review with ${who}, 10 min` },
  session_planned: { own: 'Coaching session', other: (who) => `Coaching session with ${who}` },
  debrief_missing: { own: 'Note down a call, 1 min', other: (who) => `Ask ${who} about a call` },
  cycle_without_evidence: {
    own: 'Go and see the last step',
    other: (who) => `See the last step with ${who}`,
  },
  action_due: { own: 'An action is due', other: (who) => `An action with ${who} is due` },
  obstacle_untouched: { own: 'Look at your obstacles', other: (who) => `Look at obstacles with ${who}` },
  barrier_waiting: { own: 'A barrier waits for an answer', other: (who) => `Answer ${who}, who is held up` },
  dispute_waiting: {
    own: 'A question of yours waits for an answer',
    other: (who) => `Answer a question of ${who}`,
  },
  assessment_due: {
    own: 'Look back on the month, 3 min',
    other: (who) => `Look back on the month with ${who}`,
  },
};

/** One line of a calendar or a mail; `name` is the other of the two, of whom the initial is shown. */
export function reminderLine(kind: AgendaKind, name: string | null): string {
  const { own, other } = lines[kind];
  const [initial] = (name ?? '').trim();
  return initial === undefined ? own : other(`${initial.toUpperCase()}.`);
}
