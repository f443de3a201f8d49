import type { ReportState } from './describe-report.ts';

/** What is to be done, in one line; nothing to do is said as well. */
export function weekSentence(states: readonly ReportState[], barriers: number): string {
  const withoutPlan = states.filter(({ plan }) => plan === null).length;
  const overdue = states.filter(({ review }) => review?.isOverdue === true).length;
  const debriefs = states.reduce((sum, { debriefsMissing }) => sum + debriefsMissing, 0);
  const parts = [
    withoutPlan === 0 ? null : `${withoutPlan} of ${states.length} without a plan`,
    overdue === 0 ? null : `${overdue} ${overdue === 1 ? 'review' : 'reviews'} overdue`,
    debriefs === 0 ? null : `${debriefs} ${debriefs === 1 ? 'debrief' : 'debriefs'} missing`,
    barriers === 0
      ? null
      : `${barriers} ${barriers === 1 ? 'barrier waits' : 'barriers wait'} for your answer`,
  ].filter((part) => part !== null);
  return parts.length === 0
    ? 'Everybody has a plan, and nothing is overdue.'
    : `${parts.join(', ')}.`.replace(/^./, (first) => first.toUpperCase());
}
