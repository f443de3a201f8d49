import type { AgendaAnswer } from '@stepup/contracts';
import { formatMonth } from '@stepup/wording/dates';
import { formatQuery } from '../api/api-client.ts';
import { gapsAddress } from '../gaps/gaps-address.ts';

type Item = AgendaAnswer['items'][number];

/** What waits, in words for the one of the two who reads it. `name` is the learner's. */
export function agendaSentence(
  { kind, month }: Pick<Item, 'kind' | 'month'>,
  name: string,
  isOwn: boolean,
): string {
  switch (kind) {
    case 'plan_missing':
      return isOwn ? 'Choose what to work on this month' : `Choose with ${name} what to work on this month`;
    case 'review_due':
      return isOwn ? 'Review, ten minutes' : `Review with ${name}, ten minutes`;
    case 'session_planned':
      return isOwn ? 'Coaching session' : `Coaching session with ${name}`;
    case 'debrief_missing':
      return isOwn ? 'Debrief a call, one minute' : `Ask ${name} about a call`;
    case 'cycle_without_evidence':
      return isOwn ? 'Go and see your last step' : `Go and see the last step with ${name}`;
    case 'action_due':
      return isOwn ? 'Do what you said you would' : `See what ${name} said they would do`;
    case 'obstacle_untouched':
      return isOwn ? 'Look at your obstacle again' : `Look at the obstacle of ${name} again`;
    case 'barrier_waiting':
      return isOwn ? 'Your barrier waits for an answer' : `Answer ${name}, who is held up`;
    case 'dispute_waiting':
      return isOwn
        ? 'What you say is not right waits for an answer'
        : `Answer ${name}, who says that something is not right`;
    case 'assessment_due':
      return isOwn
        ? `Look back on ${nameOf(month)}, three minutes`
        : `Look back on ${nameOf(month)} with ${name}`;
  }
}

function nameOf(month: string | null): string {
  return month === null ? 'the month' : formatMonth(month);
}

/** Where it is done. */
export function agendaAddress(item: Item): string {
  const { kind, record, plan_id: planId, learner_id: learnerId } = item;
  if (kind === 'barrier_waiting') return '/my-people';
  if (kind === 'dispute_waiting') return gapsAddress(learnerId);
  if (kind === 'plan_missing') return `/plans/new${formatQuery({ rep: learnerId })}`;
  if (record?.name === 'assessment') return `/assessments/${encodeURIComponent(record.id)}`;
  if (record?.name === 'call') return `/calls/${encodeURIComponent(record.id)}`;
  if (record?.name === 'session') return `/sessions/${encodeURIComponent(record.id)}`;
  return planId === null ? '/plans' : `/plans/${encodeURIComponent(planId)}`;
}
