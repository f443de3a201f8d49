import { useSearchParams } from 'react-router';
import { NewPlanByChoice } from './new-plan-by-choice.tsx';
import { NewPlanFromGap } from './new-plan-from-gap.tsx';

/** Opens a plan: from a flagged gap, or for somebody by what the two choose. */
export function NewPlanPage() {
  const [parameters] = useSearchParams();
  const repId = parameters.get('rep');
  return repId === null ? <NewPlanFromGap /> : <NewPlanByChoice repId={repId} />;
}
