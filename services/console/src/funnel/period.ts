import { addSeconds, type Instant } from '@stepup/contracts';
import { addDays } from '@stepup/wording/dates';

/** The periods to choose from, in days before the moment that numbers are as of. */
export const periodDays = { '3m': 91, '6m': 182, '12m': 365 } as const;

type PeriodLength = keyof typeof periodDays;

const standardPeriod: PeriodLength = '6m';

/** What the address of the funnel says: a length back from the moment, all there is, or two days. */
export type PeriodChoice =
  { kind: 'last'; length: PeriodLength } | { kind: 'all' } | { kind: 'dates'; from: string; to: string };

/** Reads the period from the address; the standard one where it says nothing that can be read. */
export function readPeriod(parameters: URLSearchParams): PeriodChoice {
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  if (from !== null && to !== null && isDay(from) && isDay(to) && from < to)
    return { kind: 'dates', from, to };
  const length = parameters.get('period');
  if (length === 'all') return { kind: 'all' };
  return { kind: 'last', length: isPeriodLength(length) ? length : standardPeriod };
}

/**
 * The bounds to ask the API for, half-open: days where `asOf` is a day, so that both are of the tenant's zone. `firstDay`
 * is the first with data, for all there is; where nothing is known of it the standard length stands in.
 */
export function resolvePeriod(
  choice: PeriodChoice,
  asOf: { day: string } | { instant: Instant },
  firstDay: string | null = null,
): { from: string; to: string } {
  if (choice.kind === 'dates') return { from: choice.from, to: choice.to };
  const end = 'day' in asOf ? asOf.day : asOf.instant;
  if (choice.kind === 'all') {
    const isBeforeEnd = firstDay !== null && firstDay < end.slice(0, 10);
    return isBeforeEnd
      ? { from: firstDay, to: end }
      : resolvePeriod({ kind: 'last', length: standardPeriod }, asOf);
  }
  const days = periodDays[choice.length];
  if ('day' in asOf) return { from: addDays(asOf.day, -days), to: asOf.day };
  return { from: addSeconds(asOf.instant, -days * 86_400), to: asOf.instant };
}

function isPeriodLength(text: string | null): text is PeriodLength {
  return text !== null && Object.hasOwn(periodDays, text);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}
