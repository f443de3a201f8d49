import { type RecordName, recordNames } from '@stepup/contracts';

/** What is kept for a limited time: every kind of record, plans, and the log of who read what. */
export const retainedKinds = [...recordNames, 'plan', 'read'] as const;

export type RetainedKind = (typeof retainedKinds)[number];

const years = (count: number): number => count * 365;

/** Days after the last touch. Notes of single calls go first, what a person was taught last. */
export const usualRetentionDays: Readonly<Record<RetainedKind, number>> = {
  pulse: years(1),
  invitation: years(1),
  absence: years(1),
  call: years(2),
  selection_evidence: years(2),
  session: years(3),
  storyboard: years(3),
  obstacle: years(3),
  review: years(3),
  assessment: years(3),
  barrier: years(3),
  campaign: years(3),
  handover: years(3),
  recognition: years(3),
  dispute: years(3),
  wish: years(1),
  time_agreement: years(3),
  practice: years(5),
  training: years(5),
  plan: years(3),
  read: years(3),
} satisfies Record<RecordName | 'plan' | 'read', number>;
