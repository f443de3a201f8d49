import { Text } from '@mantine/core';
import { useFunnel } from '../api/use-funnel.ts';
import { formatCount, formatPercent, formatRange, formatShare } from '../wording/numbers.ts';
import { horizonSentence } from '../wording/note-sentences.ts';
import type { DealsFilter } from './deals-filter.ts';

/** The number that the listed deals are behind: count, rate, range, and how many are not decided. */
export function StepSummary({ filter }: { filter: DealsFilter }) {
  const { from, to, stage } = filter;
  const isNumber = from !== undefined && to !== undefined && stage !== undefined;
  const funnel = useFunnel(
    isNumber
      ? {
          from,
          to,
          asOf: filter.as_of ?? null,
          pipeline: filter.pipeline ?? null,
          by: null,
          rep: filter.rep ?? null,
          manager: filter.manager ?? null,
        }
      : null,
  );
  const step = funnel.data?.rows[0]?.steps.find(({ stage_id }) => stage_id === stage);
  // Numbers of the filter before would stand beside the deals of this one.
  if (!isNumber || funnel.isPlaceholderData || step === undefined || step.entered === 0) return null;
  return (
    <div>
      <Text>
        <b>{formatShare(step.advanced, step.entered)}</b> deals moved on, {formatCount(step.lost)} were lost,{' '}
        {formatCount(step.open)} are not yet decided.
      </Text>
      <Text size="sm" c="dimmed">
        {step.rate !== null && step.interval !== null && (
          <>
            Rate {formatPercent(step.rate)}, 90&nbsp;% range {formatRange(step.interval)}; of{' '}
            {formatCount(step.mature.entered)} deals that had their full time{' '}
            {formatCount(step.mature.advanced)} moved on.{' '}
          </>
        )}
        {horizonSentence(step.horizon_days, step.horizon_source)}
        {step.skipped > 0 && ` ${formatCount(step.skipped)} skipped this step and count as moved on.`}
      </Text>
    </div>
  );
}
