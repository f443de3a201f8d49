import type { DisputeRecord, Person } from '../api/console-answers.ts';

/**
 * Whether a reader answers an open dispute: operations all of them, whoever the person reports to those about a finding, and whoever one that
 * nobody answered in time went up to.
 */
export function isToAnswer(
  {
    indicator,
    coach_id,
    learner_id,
    passed_up,
  }: Pick<DisputeRecord, 'indicator' | 'coach_id' | 'learner_id' | 'passed_up'>,
  reader: { readonly role: string | null; readonly person_id: Person['person_id'] | null },
): boolean {
  const { role, person_id: readerId } = reader;
  if (readerId === null || readerId === learner_id) return false;
  if (role === 'sales_ops' || passed_up.at(-1)?.to === readerId) return true;
  return indicator === 'diagnosis' && coach_id === readerId;
}
