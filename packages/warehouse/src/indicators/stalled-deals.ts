import * as z from 'zod';
import { defineIndicator } from './define-indicator.ts';
import { bindHorizons, horizonParameters, stepsWithHorizon } from './horizons-of-steps.ts';
import { stoodStepPolicy, workPolicy } from './policies.ts';
import { stoodAtStageSql } from './step-observations.ts';

export const stalledDeals = defineIndicator({
  definition: {
    ...stoodStepPolicy,
    ...workPolicy,
    id: 'stalled_deals',
    version: 1,
    group: 'process',
    title: 'Stalled deals',
    question: 'How many deals have been at this step longer than deals that move on take?',
    unit: 'count',
    no_interval: 'counted_in_full',
    good_direction: 'down',
    definition:
      'Of the deals still open at the step, those that have been there longer than its horizon, within which nearly all that ever advance have done so.',
    formula: '|{open at the step: as_of − entered > H}|',
    basis_kind: 'as_of',
    basis:
      'Deals that entered the step in the period and are open there at the moment asked for; n is all of those. Counted in full, so without an interval.',
    exclusions: `${stoodStepPolicy.exclusions} Deals that left the pipeline open.`,
  },
  observe: (scope) => ({
    ...stepsWithHorizon(scope),
    counted: `NOT is_advanced AND NOT is_lost AND NOT is_paused AND ${stoodAtStageSql}`,
    opened: 'lasted_us > horizon_us',
  }),
  parameters: horizonParameters,
  bind: bindHorizons,
  isPerPipeline: true,
  measures: 'count() AS n, countIf(lasted_us > horizon_us) AS stalled',
  row: { n: z.number(), stalled: z.number() },
  toRow: ({ n, stalled }) => ({ value: stalled, interval: null, n, open: n }),
});
