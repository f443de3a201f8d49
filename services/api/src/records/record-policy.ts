import type { RecordName } from '@stepup/contracts';
import type { Permission } from '../access/access-table.ts';

/** Who may read and move a record besides its learner and its coach. */
interface RecordPolicy {
  /** States in which everybody of the tenant reads it. */
  readonly openStates: readonly string[];
  /** Whether the people it lists read it too, each what it says of them. */
  readonly forThoseListed: boolean;
  /** Whether sales operations read and answer it. */
  readonly forOperations: boolean;
  /** Whether the coach reads it too: in which states, or where it is about a finding, which the coach sees as well. */
  readonly coachReads: 'always' | 'never' | 'of_findings' | readonly string[];
  /** The lines of the access table that say who may at all. */
  readonly access: { readonly read: Permission; readonly write: Permission };
}

const ofTheTwo = { read: 'records.read', write: 'records.write' } as const;
const withOperations = { read: 'disputes.read', write: 'disputes.write' } as const;
const openToAll = { read: 'practices.read', write: 'records.write' } as const;

const betweenTheTwo: RecordPolicy = {
  openStates: [],
  forThoseListed: false,
  forOperations: false,
  coachReads: 'always',
  access: ofTheTwo,
};

/** The table of who reads which kind of record. Guests whom the learner invited read what belongs to that plan. */
export const recordPolicies: Readonly<Record<RecordName, RecordPolicy>> = {
  absence: betweenTheTwo,
  assessment: betweenTheTwo,
  barrier: betweenTheTwo,
  call: betweenTheTwo,
  campaign: { ...betweenTheTwo, forThoseListed: true },
  dispute: {
    openStates: [],
    forThoseListed: false,
    forOperations: true,
    coachReads: 'of_findings',
    access: withOperations,
  },
  handover: betweenTheTwo,
  invitation: betweenTheTwo,
  obstacle: betweenTheTwo,
  practice: {
    openStates: ['offered', 'reference'],
    forThoseListed: false,
    forOperations: false,
    coachReads: ['offered', 'reference', 'retired'],
    access: openToAll,
  },
  pulse: {
    openStates: [],
    forThoseListed: false,
    forOperations: false,
    coachReads: 'never',
    access: ofTheTwo,
  },
  recognition: betweenTheTwo,
  review: betweenTheTwo,
  selection_evidence: {
    openStates: [],
    forThoseListed: false,
    forOperations: false,
    coachReads: ['shown'],
    access: ofTheTwo,
  },
  session: betweenTheTwo,
  storyboard: betweenTheTwo,
  time_agreement: betweenTheTwo,
  training: betweenTheTwo,
  wish: betweenTheTwo,
};
