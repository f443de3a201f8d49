import { useComputedColorScheme } from '@mantine/core';
import { formatPercent } from '@stepup/wording/numbers';
import { chartColours } from './chart-colours.ts';

interface RateOnBar {
  name: string;
  rate: number;
  /** What the last one is held against. */
  isCompared?: boolean;
}

/** A few rates under one another on one scale, each with its name and number: what was, what was to be expected, what is. */
export function RateBars({ rates }: { rates: readonly RateOnBar[] }) {
  const colours = chartColours(useComputedColorScheme('light'));
  const longest = Math.max(0.01, ...rates.map(({ rate }) => rate));
  return (
    <dl className="rate-bars tabular">
      {rates.map(({ name, rate, isCompared = false }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span aria-hidden>
              <i
                style={{
                  width: `${(100 * rate) / longest}%`,
                  background: isCompared ? colours.dimmed : colours.rate,
                  opacity: isCompared ? 0.55 : 1,
                }}
              />
            </span>
            {formatPercent(rate)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
