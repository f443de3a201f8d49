import { Badge } from '@mantine/core';
import type { TruthVerdict } from './compare-with-truth.ts';

/** What the verdicts are called, in the order in which they are listed. */
export const verdictWords: Readonly<Record<TruthVerdict, string>> = {
  found: 'Found',
  missed: 'Missed',
  false_alarm: 'False alarm',
  neither: 'No gap, no sign',
};

const looks = {
  found: { color: 'teal', variant: 'filled' },
  missed: { color: 'gray', variant: 'default' },
  false_alarm: { color: 'orange', variant: 'light' },
  neither: { color: 'gray', variant: 'light' },
} as const;

/** Whether the diagnosis was right about a cell. */
export function VerdictBadge({ verdict }: { verdict: TruthVerdict }) {
  return (
    <Badge {...looks[verdict]} autoContrast>
      {verdictWords[verdict]}
    </Badge>
  );
}
