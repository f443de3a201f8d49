import { dealsOfStepsSql } from '../reads/step-scope.ts';
import { customersOfDealsSql } from '../reads/visible-activities.ts';
import { meanIndicator } from './mean-indicator.ts';
import { stoodStepPolicy, workPolicy } from './policies.ts';
import { stepObservations, stoodAtStageSql } from './step-observations.ts';

export const customerPeople = meanIndicator({
  definition: {
    ...stoodStepPolicy,
    ...workPolicy,
    id: 'customer_people',
    version: 1,
    group: 'sign',
    title: 'Customer people met',
    question: 'How many different people of the customer are met at this step?',
    unit: 'ratio',
    good_direction: 'up',
    definition:
      'Different people of the customer named as participants of calls, mails, meetings and messages while the deal was at the step, per deal that stood there.',
    formula:
      'Σ |{participants on the customer’s side in [entered, advanced or lost)}| / deals that stood at the step',
    basis_kind: 'cohort_by_entry',
    basis:
      'Cohort of deals by the day they entered the step. The interval is that of a mean; null for a single deal.',
    exclusions: `${stoodStepPolicy.exclusions} Participants without an id; deleted activities.`,
  },
  observe: (scope) => {
    const { rows, dated } = stepObservations(scope);
    return {
      rows: `(
        SELECT *, toFloat64(arrayUniq(arrayFlatten(arrayMap(x -> x.2, arrayFilter(x -> x.1 >= entered_at AND x.1 < ended_at, met))))) AS measure
        FROM ${rows} AS s LEFT JOIN ${customersOfDealsSql(dealsOfStepsSql)} AS c ON c.key_of_root = cityHash64(s.deal_id))`,
      dated,
      counted: stoodAtStageSql,
    };
  },
});
