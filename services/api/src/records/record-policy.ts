import type { RecordName } from '@stepup/contracts';

/** Who may read and move a record besides its learner and its coach. */
interface RecordPolicy {
  /** States in which everybody of the tenant reads it. */
  readonly openStates: readonly string[];
  /** Whether sales operations read and answer it. */
  readonly forOperations: boolean;
  /** Whether the coach reads it too, and in which states; null for all. */
  readonly coachReads: 'always' | 'never' | readonly string[];
}

const betweenTheTwo: RecordPolicy = { openStates: [], forOperations: false, coachReads: 'always' };

/** The table of who reads which kind of record. Guests whom the learner invited read what belongs to that plan. */
export const recordPolicies: Readonly<Record<RecordName, RecordPolicy>> = {
  absence: betweenTheTwo,
  barrier: betweenTheTwo,
  call: betweenTheTwo,
  dispute: { openStates: [], forOperations: true, coachReads: 'never' },
  handover: betweenTheTwo,
  invitation: betweenTheTwo,
  obstacle: betweenTheTwo,
  practice: {
    openStates: ['offered', 'reference'],
    forOperations: false,
    coachReads: ['offered', 'reference', 'retired'],
  },
  pulse: { openStates: [], forOperations: false, coachReads: 'never' },
  recognition: betweenTheTwo,
  review: betweenTheTwo,
  selection_evidence: { openStates: [], forOperations: false, coachReads: ['shown'] },
  session: betweenTheTwo,
  storyboard: betweenTheTwo,
  time_agreement: betweenTheTwo,
  training: betweenTheTwo,
};
