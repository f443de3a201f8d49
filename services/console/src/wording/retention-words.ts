import type { retentionRule } from '@stepup/contracts';
import type * as z from 'zod';

/** Kinds of records in the plural. */
export const retentionNames: Readonly<Record<z.output<typeof retentionRule>['kind'], string>> = {
  plan: 'Plans',
  read: 'Who looked at whose records',
  session: 'Coaching sessions',
  call: 'Calls: what was planned, expected and learned',
  storyboard: 'Storyboards',
  obstacle: 'Obstacles',
  review: 'Reviews',
  barrier: 'Barriers and their answers',
  handover: 'Accounts and deals handed over',
  practice: 'Practice cards',
  recognition: 'Thanks and recognition',
  selection_evidence: 'Evidence of coaching that somebody offered',
  training: 'Trainings attended',
  time_agreement: 'Agreements on coaching hours',
  invitation: 'Invitations into a plan',
  absence: 'Absences',
  pulse: 'Answers after a session',
  dispute: 'Numbers that were disputed',
  wish: 'Wishes of the month',
  assessment: 'Assessments',
  campaign: 'Coaching campaigns',
};

const daysAYear = 365;

/** How long: whole years in years, everything else in days. */
export function formatKept(days: number): string {
  if (days % daysAYear === 0) return days === daysAYear ? '1 year' : `${days / daysAYear} years`;
  return `${days} days`;
}
