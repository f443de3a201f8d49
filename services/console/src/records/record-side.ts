import type { RecordHead } from '@stepup/contracts';

/** On which side of a record a reader is: one of the two, or invited to its plan. */
export function recordSideOf(
  { learner_id, coach_id }: Pick<RecordHead, 'learner_id' | 'coach_id'>,
  readerId: string | null,
): 'learner' | 'coach' | 'guest' {
  if (readerId === learner_id) return 'learner';
  return readerId === coach_id ? 'coach' : 'guest';
}
