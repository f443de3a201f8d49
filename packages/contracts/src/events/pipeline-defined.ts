import * as z from 'zod';
import { clearable } from '../fields/clearable.ts';
import { id, name, textOf } from '../fields/text.ts';
import { eventOf } from './envelope.ts';

const criterion = textOf(2000);
const maxPosition = 1_000_000;

const stage = z.looseObject({
  stage_id: id,
  name,
  position: z
    .int()
    .min(0)
    .max(maxPosition)
    .meta({ description: 'Order of the open stages; ignored for outcomes' }),
  outcome: clearable(z.enum(['won', 'lost'])).meta({ description: 'Absent or null: an open stage, a step' }),
  horizon_days: clearable(z.int().min(1).max(3650)).meta({ description: 'Replaces the estimated horizon' }),
  exit_criteria: clearable(
    z
      .union([criterion, z.array(criterion).max(50)], 'must be a text or a list of texts')
      .transform((written) => (typeof written === 'string' ? [written] : written)),
  ),
});

/**
 * The stages of a pipeline from `time` on, always complete: `pipeline_id`, `name` and `stages` are required each
 * time. Stage ids are distinct, at least one stage is open, and positions of open stages are distinct.
 */
export const pipelineDefined = eventOf(
  'sales.pipeline.defined.v1',
  z.looseObject({ pipeline_id: id, name, stages: z.array(stage).min(1).max(200).superRefine(checkStages) }),
);

function checkStages(stages: readonly z.output<typeof stage>[], context: z.RefinementCtx): void {
  const seenIds = new Set<string>();
  const seenPositions = new Set<number>();
  stages.forEach(({ stage_id, position, outcome }, index) => {
    if (seenIds.has(stage_id)) {
      context.addIssue({
        code: 'custom',
        path: [index, 'stage_id'],
        message: 'must be distinct within the pipeline',
      });
    }
    seenIds.add(stage_id);
    if (outcome === 'won' || outcome === 'lost') return;
    if (seenPositions.has(position)) {
      context.addIssue({
        code: 'custom',
        path: [index, 'position'],
        message: 'must be distinct among the open stages of the pipeline',
      });
    }
    seenPositions.add(position);
  });
  if (seenPositions.size === 0) {
    context.addIssue({ code: 'custom', message: 'must have at least one open stage (one without outcome)' });
  }
}
