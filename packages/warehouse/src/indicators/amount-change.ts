import { asOfSql } from '../reads/as-of.ts';
import { meanIndicator } from './mean-indicator.ts';
import { stoodStepPolicy, workPolicy } from './policies.ts';
import { stepObservations, stoodAtStageSql } from './step-observations.ts';

export const amountChange = meanIndicator({
  definition: {
    ...stoodStepPolicy,
    ...workPolicy,
    id: 'amount_change',
    version: 1,
    group: 'sign',
    title: 'Amount changed',
    question: 'How much of the value is given up, or won, since this step?',
    unit: 'ratio',
    good_direction: 'up',
    definition:
      'Mean relative change of the amount since the deal entered the step until the moment asked for: −0.1 is a tenth less. Ask it of the step of the proposal to see what was conceded since.',
    formula: 'mean of amount now / amount at the entry − 1',
    basis_kind: 'cohort_by_entry',
    basis:
      'Cohort of deals by the day they entered the step. The interval is that of a mean; null for a single deal.',
    exclusions: `${stoodStepPolicy.exclusions} Deals without an amount above 0 at the entry, without one now, or whose currency changed.`,
  },
  observe: (scope) => {
    const { rows, dated } = stepObservations(scope, [
      'amount',
      'currency',
      'repriced_at',
      'repriced_to',
      'repriced_in',
    ]);
    return {
      rows: `(
        SELECT *, arrayLastIndex(at -> at < ${asOfSql}, repriced_at) AS latest,
          if(latest = 0, amount, repriced_to[latest]) AS amount_now, if(latest = 0, currency, repriced_in[latest]) AS currency_now,
          if(amount > 0 AND currency_now = currency, toFloat64(amount_now) / toFloat64(amount) - 1, NULL) AS measure
        FROM ${rows})`,
      dated,
      counted: stoodAtStageSql,
    };
  },
});
