import { Text } from '@mantine/core';
import { useFunnel } from '../api/use-funnel.ts';
import { TermsDisclosure } from '../terms/terms-disclosure.tsx';
import { formatCount, formatShare } from '@stepup/wording/numbers';
import { horizonSentence } from '@stepup/wording/note-sentences';
import { readStepRate, stepRateWords } from '../wording/step-rate.ts';
import type { DealsFilter } from './deals-filter.ts';

/** The number that the listed deals are behind: count, rate, range, and how many are not decided. */
export function StepSummary({ filter }: { filter: DealsFilter }) {
  const { from, to, stage } = filter;
  const isNumber =
    filter.preset === undefined && from !== undefined && to !== undefined && stage !== undefined;
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
  const stepRate = readStepRate(step);
  const { mature } = step;
  return (
    <div>
      <Text>
        <b>{formatShare(step.advanced, step.entered)}</b> deals moved on, {formatCount(step.lost)} were lost,{' '}
        {formatCount(step.open)} are open.
      </Text>
      <Text size="sm" c="dimmed">
        {mature.entered > 0 &&
          `Of ${formatCount(mature.entered)} mature deals ${formatCount(mature.advanced)} moved on within ${step.horizon_days} days. `}
        {stepRate.kind === 'rate'
          ? `Step-up rate (90\u00a0% range): ${stepRateWords(stepRate)}. `
          : 'Nothing is decided yet, so there is no rate. '}
        {horizonSentence(step.horizon_days, step.horizon_source)}
        {step.skipped > 0 && ` ${formatCount(step.skipped)} skipped this step and count as moved on.`}
      </Text>
      <TermsDisclosure of={['mature', 'open', 'stepUpRate', 'range']} />
    </div>
  );
}
