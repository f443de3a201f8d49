import type { Estimate, RateChange } from '@stepup/diagnosis';
import type { WhatIfAnswer } from '@stepup/contracts';
import { fromStepKey, toGain } from '@stepup/tenant-diagnosis';

type ChangeDto = NonNullable<WhatIfAnswer['change']>;

/** What another rate at a step changes, as the contract shows it. */
export function toChangeDto(step: string, change: RateChange, currency: string | null): ChangeDto {
  const { pipelineId, stageId } = fromStepKey(step);
  return {
    pipeline_id: pipelineId,
    stage_id: stageId,
    rate: toEstimateDto(change.rate),
    target: toEstimateDto(change.target),
    gain: toGain(change, currency),
    extra_entries: change.extraEntriesPerMonth.map((later) => ({
      stage_id: fromStepKey(later.step).stageId,
      deals: later.deals,
    })),
  };
}

function toEstimateDto({ mean, lower, upper }: Estimate): ChangeDto['rate'] {
  const share = (value: number): number => Math.min(1, Math.max(0, value));
  return { mean: share(mean), interval: [share(lower), share(upper)] };
}
