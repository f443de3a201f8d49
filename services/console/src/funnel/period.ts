import { addSeconds, type Instant } from '@stepup/contracts';
import { addDays } from '../wording/dates.ts';

/** The periods to choose from, in days before the moment that numbers are as of. */
export const periodDays = { '3m': 91, '6m': 182, '12m': 365 } as const;

type PeriodLength = keyof typeof periodDays;

const standardPeriod: PeriodLength = '6m';

/** What the address of the funnel says: a length back from the moment, or two days. */
export type PeriodChoice =
  { kind: 'last'; length: PeriodLength } | { kind: 'dates'; from: string; to: string };

/** Reads the period from the address; the standard one where it says nothing that can be read. */
export function readPeriod(parameters: URLSearchParams): PeriodChoice {
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  if (from !== null && to !== null && isDay(from) && isDay(to) && from < to)
    return { kind: 'dates', from, to };
  const length = parameters.get('period');
  return { kind: 'last', length: isPeriodLength(length) ? length : standardPeriod };
}

/** The bounds to ask the API for, half-open: days where `asOf` is a day, so that both are of the tenant's zone. */
export function resolvePeriod(
  choice: PeriodChoice,
  asOf: { day: string } | { instant: Instant },
): { from: string; to: string } {
  if (choice.kind === 'dates') return { from: choice.from, to: choice.to };
  const days = periodDays[choice.length];
  if ('day' in asOf) return { from: addDays(asOf.day, -days), to: asOf.day };
  return { from: addSeconds(asOf.instant, -days * 86_400), to: asOf.instant };
}

export function isPeriodLength(text: string | null): text is PeriodLength {
  return text !== null && Object.hasOwn(periodDays, text);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}
