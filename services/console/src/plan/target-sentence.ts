import type { Plan } from '@stepup/contracts';
import { formatLocalDay } from '@stepup/wording/dates';

type Target = Pick<
  Plan['behaviour_target'][number]['value'],
  'behaviour' | 'indicator' | 'baseline' | 'value' | 'by'
>;

/** `Asks for the next date: 7 of the next 10 deals at this step, now 2, by 20 Dec 2026`. */
export function targetSentence({ behaviour, value, indicator, baseline, by }: Target): string {
  return `${behaviour}: ${value} ${indicator}, now ${baseline}, by ${formatLocalDay(by)}`;
}
