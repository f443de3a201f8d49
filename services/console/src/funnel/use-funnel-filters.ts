import { useSearchParams } from 'react-router';
import { type PeriodChoice, readPeriod } from './period.ts';

/** What the reader chose, kept in the address so that it can be sent to others. */
export interface FunnelFilters {
  period: PeriodChoice;
  /** A day, or null for the newest numbers. */
  asOf: string | null;
  pipeline: string | null;
  manager: string | null;
  stage: string | null;
  person: string | null;
}

/** The filters of the funnel, and how to change some; null and empty take one out. */
export function useFunnelFilters(): [
  FunnelFilters,
  (changes: Readonly<Record<string, string | null>>) => void,
] {
  const [parameters, setParameters] = useSearchParams();
  const change = (changes: Readonly<Record<string, string | null>>): void => {
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null || value === '') after.delete(name);
          else after.set(name, value);
        }
        return after;
      },
      { replace: true },
    );
  };
  const filters = {
    period: readPeriod(parameters),
    asOf: parameters.get('as_of'),
    pipeline: parameters.get('pipeline'),
    manager: parameters.get('manager'),
    stage: parameters.get('stage'),
    person: parameters.get('person'),
  };
  return [filters, change];
}
